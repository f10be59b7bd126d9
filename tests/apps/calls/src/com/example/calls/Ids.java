package com.example.calls;

import android.bluetooth.BluetoothAdapter;
import android.content.ContentResolver;
import android.content.Context;
import android.net.wifi.WifiManager;
import android.os.Build;
import android.provider.Settings;
import java.net.NetworkInterface;

/** The Android id in five disguises, the serial number in three, the hardware address in three. */
final class Ids {
  static String key = "android_id";
  static final String KEPT;
  static { KEPT = "android" + "_id"; }

  static void all(Context c) {
    try {
      byConstant(c); byLiteral(c); byHelper(c); byField(c); byFinalField(c); byBuilder(c);
      serialField(); serialCall(); serialReflected(); serialProperty();
      wifiMac(c); interfaceMac(); bluetoothMac(); bluetoothMacSetting(c);
      ssid(c); scan(c);
    } catch (Exception e) { /* ignored */ }
  }
  static String byConstant(Context c) { return Settings.Secure.getString(c.getContentResolver(), Settings.Secure.ANDROID_ID); }
  static String byLiteral(Context c) { return Settings.System.getString(c.getContentResolver(), "android_id"); }
  static String byHelper(Context c) { return secure(c.getContentResolver(), "android_id"); }
  /** The key is known only at the call of this method. */
  static String secure(ContentResolver r, String k) { return Settings.Secure.getString(r, k); }
  static String byField(Context c) { return Settings.Secure.getString(c.getContentResolver(), key); }
  static String byFinalField(Context c) { return Settings.Secure.getString(c.getContentResolver(), KEPT); }
  static String byBuilder(Context c) {
    return Settings.Secure.getString(c.getContentResolver(), new StringBuilder("android").append("_id").toString());
  }
  static String serialField() { return Build.SERIAL; }
  static String serialCall() { return Build.getSerial(); }
  static Object serialReflected() throws Exception { return Class.forName("android.os.Build").getMethod("getSerial").invoke(null); }
  static Object serialProperty() throws Exception {
    return Class.forName("android.os.SystemProperties").getMethod("get", String.class).invoke(null, "ro.serialno");
  }
  static String wifiMac(Context c) { return wifi(c).getConnectionInfo().getMacAddress(); }
  static byte[] interfaceMac() throws Exception { return NetworkInterface.getByName("wlan0").getHardwareAddress(); }
  static String bluetoothMac() { return BluetoothAdapter.getDefaultAdapter().getAddress(); }
  static String bluetoothMacSetting(Context c) { return Settings.Secure.getString(c.getContentResolver(), "bluetooth_address"); }
  static String ssid(Context c) { return wifi(c).getConnectionInfo().getSSID(); }
  static Object scan(Context c) { return wifi(c).getScanResults(); }
  static WifiManager wifi(Context c) { return (WifiManager) c.getSystemService(Context.WIFI_SERVICE); }
}
