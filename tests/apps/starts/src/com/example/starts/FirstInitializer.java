package com.example.starts;

import android.content.Context;
import android.telephony.TelephonyManager;
import androidx.startup.Initializer;
import java.util.ArrayList;
import java.util.List;

/** Named in the manifest for androidx.startup. */
public class FirstInitializer implements Initializer<String> {
  @Override public String create(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
  @Override public List<Class<? extends Initializer<?>>> dependencies() {
    List<Class<? extends Initializer<?>>> list = new ArrayList<Class<? extends Initializer<?>>>();
    list.add(SecondInitializer.class);
    return list;
  }
}
