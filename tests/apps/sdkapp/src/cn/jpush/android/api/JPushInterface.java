package cn.jpush.android.api;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Reads, but neither the app nor the manifest starts it. */
public class JPushInterface {
  static String id;
  public static void init(Context c) { id = ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
  public static void setDebugMode(boolean b) { id = b ? "debug" : "release"; }
}
