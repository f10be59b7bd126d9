package f.a;

import android.content.Context;
import android.telephony.TelephonyManager;

public class a {
  static String a;
  static TelephonyManager phone(Context c) { return (TelephonyManager) c.getSystemService("phone"); }
  public static void a(Context c) {
  }
  static void b(String s) { a = s; }
}
