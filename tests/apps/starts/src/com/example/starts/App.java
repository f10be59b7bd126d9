package com.example.starts;

import android.app.Application;
import android.content.Context;
import android.os.Build;
import android.telephony.TelephonyManager;

/** Four moments of the Application class, in the order they run. */
public class App extends Base {
  static final String SERIAL = Build.SERIAL;
  static String kept;
  String model;
  public App() { model = Build.SERIAL; }
  @Override protected void attachBaseContext(Context c) {
    super.attachBaseContext(c);
    kept = ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
  @Override public void onCreate() {
    super.onCreate();
    kept = ((TelephonyManager) getSystemService("phone")).getDeviceId();
  }
}
