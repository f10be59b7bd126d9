package com.example.timing;

import android.app.Application;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    Kv kv = Kv.open(this);
    if (kv.decodeBool("launched", false)) ((TelephonyManager) getSystemService("phone")).getLine1Number();
    kv.encode("launched", true);
  }
}
