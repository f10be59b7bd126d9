package com.example.timing;

import android.app.Application;
import android.content.Context;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override protected void attachBaseContext(Context base) {
    super.attachBaseContext(base);
    ((TelephonyManager) base.getSystemService("phone")).getDeviceId();
  }
}
