package com.example.flows;

import android.content.Context;
import android.util.Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has a source and a sink, and no way from the one to the other. */
final class Twins {
  static String field = "constant";
  String one;
  String two;

  static void all(Context c) {
    overwritten(); otherVariable(); compared(); beforeRead(); otherField(); otherObject(); cleared(); length(); otherKey(); neverSent(); fieldOverwritten();
  }
  static void overwritten() { String s = Main.phone.getDeviceId(); s = "none"; Log.w("flows", s); }
  static void otherVariable() { String s = Main.phone.getDeviceId(); String t = "none"; Log.w("flows", t); field = s.length() > 0 ? "a" : "b"; }
  /** Decides by the value; control flow is not counted. */
  static void compared() { Log.w("flows", "x".equals(Main.phone.getDeviceId()) ? "yes" : "no"); }
  static void beforeRead() { String s = "none"; Log.w("flows", s); s = Main.phone.getDeviceId(); field = s == null ? "a" : "b"; }
  static void otherField() { Twins t = new Twins(); t.one = Main.phone.getDeviceId(); Log.w("flows", t.two); }
  static void otherObject() { Twins a = new Twins(); Twins b = new Twins(); a.one = Main.phone.getDeviceId(); Log.w("flows", b.one); }
  static void cleared() { List<String> l = new ArrayList<String>(); l.add(Main.phone.getDeviceId()); l.clear(); l.add("none"); Log.w("flows", l.get(0)); }
  static void length() { Log.w("flows", "n" + (Main.phone.getDeviceId().length() > 14)); }
  static void otherKey() {
    Map<String, String> m = new HashMap<String, String>();
    m.put("id", Main.phone.getDeviceId());
    m.put("page", "start");
    Log.w("flows", m.get("page"));
  }
  static void neverSent() { String s = Main.phone.getDeviceId(); if (s != null) Log.w("flows", "present"); }
  static void fieldOverwritten() { Twins t = new Twins(); t.one = Main.phone.getDeviceId(); t.one = "none"; Log.w("flows", t.one); }
}
