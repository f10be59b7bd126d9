package com.example.starts;

import android.app.Application;
import android.telephony.TelephonyManager;

/** What it does in onTerminate and onLowMemory runs only through the subclass that the manifest names. */
public class Base extends Application {
  @Override public void onCreate() { super.onCreate(); fromSuper(); }
  void fromSuper() { App.kept = ((TelephonyManager) getSystemService("phone")).getSubscriberId(); }
  @Override public void onLowMemory() { App.kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
