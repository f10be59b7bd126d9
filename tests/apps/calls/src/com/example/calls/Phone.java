package com.example.calls;

import android.content.Context;
import android.telephony.TelephonyManager;

final class Phone {
  static void all(Context c) {
    imei(c); imeiOfSlot(c); meid(c); imsi(c); sim(c); number(c); cells(c);
  }
  static TelephonyManager manager(Context c) { return (TelephonyManager) c.getSystemService(Context.TELEPHONY_SERVICE); }
  static String imei(Context c) { return manager(c).getDeviceId(); }
  static String imeiOfSlot(Context c) { return manager(c).getImei(0); }
  static String meid(Context c) { return manager(c).getMeid(); }
  static String imsi(Context c) { return manager(c).getSubscriberId(); }
  static String sim(Context c) { return manager(c).getSimSerialNumber(); }
  static String number(Context c) { return manager(c).getLine1Number(); }
  static Object cells(Context c) { return manager(c).getAllCellInfo(); }
  /** Nothing calls this one. */
  static String neverCalled(Context c) { return manager(c).getDeviceId(); }
}
