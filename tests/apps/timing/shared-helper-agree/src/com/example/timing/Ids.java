package com.example.timing;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Used by everybody here. */
final class Ids {
  static String imei(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
}
