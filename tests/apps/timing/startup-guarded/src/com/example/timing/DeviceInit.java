package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;
import androidx.startup.Initializer;
import java.util.Collections;
import java.util.List;

public class DeviceInit implements Initializer<String> {
  @Override public String create(Context c) {
    if (!c.getSharedPreferences("privacy", 0).getBoolean("agreed", false)) return "";
    return ((TelephonyManager) c.getSystemService("phone")).getSubscriberId();
  }
  @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
