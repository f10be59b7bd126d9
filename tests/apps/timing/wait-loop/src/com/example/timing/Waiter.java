package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;

final class Waiter extends Thread {
  private final Context c;
  Waiter(Context c) { this.c = c; }
  @Override public void run() {
    try {
      while (!c.getSharedPreferences("consent", 0).getBoolean("accepted", false)) Thread.sleep(1000L);
    } catch (InterruptedException e) {
      return;
    }
    ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
}
