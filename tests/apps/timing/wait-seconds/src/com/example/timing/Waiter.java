package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;

final class Waiter extends Thread {
  private final Context c;
  Waiter(Context c) { this.c = c; }
  @Override public void run() {
    try {
      for (int i = 0; i < 10 && !c.getSharedPreferences("consent", 0).getBoolean("accepted", false); i++) Thread.sleep(1000L);
    } catch (InterruptedException e) {
      return;
    }
    ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
}
