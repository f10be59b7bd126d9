package com.example.calls;

import android.content.Context;
import android.provider.Settings;
import android.telephony.TelephonyManager;

/** No other class mentions this one. */
final class Dead {
  static String imsi(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getSubscriberId(); }
  String id(Context c) { return Settings.Secure.getString(c.getContentResolver(), "android_id"); }
}
