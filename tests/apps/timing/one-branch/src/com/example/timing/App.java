package com.example.timing;

import android.app.Application;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
      full();
    } else {
      reduced();
    }
  }
  private void full() { ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
  private void reduced() { setTheme(android.R.style.Theme_Light); }
}
