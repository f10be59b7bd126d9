package com.example.callbacks;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Keeps the context; each case reads for itself. */
final class Reads {
  static TelephonyManager phone;
  static String kept;
  static void prepare(Context c) { phone = (TelephonyManager) c.getSystemService("phone"); }
}
