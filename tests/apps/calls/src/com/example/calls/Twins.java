package com.example.calls;

import android.content.Context;
import android.database.Cursor;
import android.location.LocationManager;
import android.net.Uri;
import android.os.Build;
import android.provider.Settings;
import android.telephony.TelephonyManager;

/** Looks like the others and reads nothing personal. */
final class Twins {
  static void all(Context c) {
    new TelephonyLike().getDeviceId(); otherKey(c); otherKeyByHelper(c); ownProvider(c); ownProviderByHelper(c); onlyManager(c); onlyNames(); model();
    operator(c);
  }
  /** A class of the app with the platform's method names. */
  static final class TelephonyLike {
    String getDeviceId() { return "no device"; }
    String getSubscriberId() { return "no subscriber"; }
  }
  static String otherKey(Context c) { return Settings.Secure.getString(c.getContentResolver(), "enabled_input_methods"); }
  static String otherKeyByHelper(Context c) { return Ids.secure(c.getContentResolver(), "default_input_method"); }
  static Cursor ownProvider(Context c) {
    return c.getContentResolver().query(Uri.parse("content://com.example.calls.notes/all"), null, null, null, null);
  }
  static Cursor ownProviderByHelper(Context c) { return Addresses.query(c, Uri.parse("content://com.example.calls.notes/new")); }
  static boolean onlyManager(Context c) {
    TelephonyManager t = (TelephonyManager) c.getSystemService(Context.TELEPHONY_SERVICE);
    LocationManager l = (LocationManager) c.getSystemService(Context.LOCATION_SERVICE);
    return t != null && l.isProviderEnabled("gps");
  }
  /** Names of things that read, as text only. */
  static String onlyNames() { return "getDeviceId content://sms android_id"; }
  static String model() { return Build.MODEL; }
  static boolean operator(Context c) { return ((TelephonyManager) c.getSystemService("phone")).isNetworkRoaming(); }
}
