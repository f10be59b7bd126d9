package com.umeng.commonsdk.statistics.common;

import android.content.Context;
import android.net.wifi.WifiManager;
import android.provider.Settings;
import android.telephony.TelephonyManager;

public class DeviceConfig {
  public static String getImei(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
  public static String getAndroidId(Context c) { return Settings.Secure.getString(c.getContentResolver(), "android_id"); }
  public static String getMac(Context c) { return ((WifiManager) c.getSystemService("wifi")).getConnectionInfo().getMacAddress(); }
  /** Nobody calls it. */
  public static String getImsi(Context c) { return ((TelephonyManager) c.getSystemService("phone")).getSubscriberId(); }
}
