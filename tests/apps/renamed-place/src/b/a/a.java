package b.a;

import android.content.Context;
import android.telephony.TelephonyManager;

public class a {
  static String a;
  static TelephonyManager phone(Context c) { return (TelephonyManager) c.getSystemService("phone"); }
  public static void a(Context c) {
    b("https://apilocate.amap.com/v1");
    b("https://restapi.amap.com/v1");
    a = "" + ((android.location.LocationManager) c.getSystemService("location")).getLastKnownLocation("gps");
  }
  static void b(String s) { a = s; }
}
