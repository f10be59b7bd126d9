package com.example.starts;

import android.content.Context;
import android.telephony.TelephonyManager;
import androidx.startup.Initializer;
import java.util.Collections;
import java.util.List;

/** In the manifest with another value: androidx.startup does not start it. */
public class OtherInitializer implements Initializer<String> {
  @Override public String create(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getSubscriberId(); }
  @Override public List<Class<? extends Initializer<?>>> dependencies() { return Collections.emptyList(); }
}
