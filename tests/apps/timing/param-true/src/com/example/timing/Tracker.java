package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;

final class Tracker {
  static void start(Context c, boolean allowed) {
    if (allowed) ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
}
