package com.example.timing;

import android.app.Application;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false)) ((TelephonyManager) getSystemService("phone")).getSubscriberId();
  }
}
