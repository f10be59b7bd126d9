package com.example.flows;

import android.content.Context;
import android.util.Log;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** Ways from one source, getDeviceId, to one sink, Log.d. */
final class Ways {
  static String field;
  String own;

  static void all(Context c) throws Exception {
    direct(); local(); joined(); builder(); hashed(); encoded(); json(); list(); map(); array(); parameter(); returned(); branch(true);
    loop(); thrown(); write(); read(); runnable(); Ways w = new Ways(); w.set(); w.get(); throughInterface(); formatted(); chars();
  }
  static void direct() { Log.d("flows", Main.phone.getDeviceId()); }
  static void local() { String a = Main.phone.getDeviceId(); String b = a; Log.d("flows", b); }
  static void joined() { Log.d("flows", "id=" + Main.phone.getDeviceId() + ";"); }
  static void builder() { StringBuilder b = new StringBuilder(); b.append(Main.phone.getDeviceId()); Log.d("flows", b.toString()); }
  static void hashed() throws Exception {
    MessageDigest d = MessageDigest.getInstance("SHA-256");
    d.update(Main.phone.getDeviceId().getBytes("UTF-8"));
    Log.d("flows", new String(d.digest(), "UTF-8"));
  }
  static void encoded() throws Exception { Log.d("flows", android.util.Base64.encodeToString(Main.phone.getDeviceId().getBytes("UTF-8"), 0)); }
  static void json() throws Exception { JSONObject o = new JSONObject(); o.put("imei", Main.phone.getDeviceId()); Log.d("flows", o.toString()); }
  static void list() { List<String> l = new ArrayList<String>(); l.add(Main.phone.getDeviceId()); Log.d("flows", l.get(0)); }
  static void map() { Map<String, String> m = new HashMap<String, String>(); m.put("id", Main.phone.getDeviceId()); Log.d("flows", m.get("id")); }
  static void array() { String[] a = new String[2]; a[1] = Main.phone.getDeviceId(); Log.d("flows", a[1]); }
  static void parameter() { parameterSink(Main.phone.getDeviceId()); }
  static void parameterSink(String s) { Log.d("flows", s); }
  static void returned() { Log.d("flows", returnedSource()); }
  static String returnedSource() { return Main.phone.getDeviceId(); }
  static void branch(boolean b) { String s = "none"; if (b) s = Main.phone.getDeviceId(); Log.d("flows", s); }
  static void loop() { String s = ""; for (int i = 0; i < 3; i++) { Log.d("flows", s); s = Main.phone.getDeviceId(); } }
  static void thrown() {
    try { throw new IllegalStateException(Main.phone.getDeviceId()); } catch (IllegalStateException e) { Log.d("flows", e.getMessage()); }
  }
  static void write() { field = Main.phone.getDeviceId(); }
  static void read() { Log.d("flows", field); }
  static void runnable() {
    final String s = Main.phone.getDeviceId();
    new Thread(new Runnable() { @Override public void run() { Log.d("flows", s); } }).start();
  }
  void set() { own = Main.phone.getDeviceId(); }
  void get() { Log.d("flows", own); }
  interface Taker { void take(String s); }
  static final class Logger implements Taker {
    @Override public void take(String s) { Log.d("flows", s); }
  }
  static void throughInterface() { Taker t = new Logger(); t.take(Main.phone.getDeviceId()); }
  static void formatted() { Log.d("flows", String.format("%s", Main.phone.getDeviceId())); }
  static void chars() {
    char[] in = Main.phone.getDeviceId().toCharArray();
    char[] out = new char[in.length];
    for (int i = 0; i < in.length; i++) out[i] = (char) (in[i] ^ 1);
    Log.d("flows", new String(out));
  }
}
