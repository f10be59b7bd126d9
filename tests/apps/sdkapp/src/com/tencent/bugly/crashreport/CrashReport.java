package com.tencent.bugly.crashreport;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Started by a tap. */
public class CrashReport {
  static String id;
  public static void initCrashReport(Context c, String app, boolean debug) { id = ((TelephonyManager) c.getSystemService("phone")).getSubscriberId(); }
}
