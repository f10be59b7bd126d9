package c.a;

import android.content.Context;
import android.telephony.TelephonyManager;

public class a {
  static String a;
  static TelephonyManager phone(Context c) { return (TelephonyManager) c.getSystemService("phone"); }
  public static void a(Context c) {
    b("https://loc.map.baidu.com/v1");
    a = ((android.net.wifi.WifiManager) c.getSystemService("wifi")).getConnectionInfo().getMacAddress();
  }
  static void b(String s) { a = s; }
}
