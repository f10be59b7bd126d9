package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;

final class Pull extends Thread {
  private final Context c;
  Pull(Context c) { this.c = c; }
  @Override public void run() {
    if (Remote.enabled() && c.getSharedPreferences("privacy", 0).getBoolean("agreed", false)) ((TelephonyManager) c.getSystemService("phone")).getSubscriberId();
  }
}
