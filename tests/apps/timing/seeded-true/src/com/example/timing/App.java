package com.example.timing;

import android.app.Application;
import android.content.SharedPreferences;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    SharedPreferences store = getSharedPreferences("privacy", MODE_PRIVATE);
    if (!store.contains("agreed")) store.edit().putBoolean("agreed", true).commit();
    if (store.getBoolean("agreed", false)) ((TelephonyManager) getSystemService("phone")).getDeviceId();
  }
}
