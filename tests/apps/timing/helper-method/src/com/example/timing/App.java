package com.example.timing;

import android.app.Application;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (Privacy.isAgreed(this)) ((TelephonyManager) getSystemService("phone")).getDeviceId();
  }
}
