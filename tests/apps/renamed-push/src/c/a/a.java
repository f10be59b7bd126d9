package c.a;

import android.content.Context;
import android.telephony.TelephonyManager;

public class a {
  static String a;
  static TelephonyManager phone(Context c) { return (TelephonyManager) c.getSystemService("phone"); }
  public static void a(Context c) {
    b("https://sdk.open.phone.igexin.com/v1");
    a = phone(c).getSubscriberId();
  }
  static void b(String s) { a = s; }
}
