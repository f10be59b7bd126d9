package com.example.dispatch;

import android.app.Activity;
import dalvik.system.DexClassLoader;
import java.lang.reflect.Method;

/** Calls by name. */
final class Reflected {
  static void all(Activity a) throws Exception {
    ofPlatform(); ofApp(); madeByName(); madeByJoinedName(); byClassConstant(); unknown(a); loaded(a); nativeCode();
  }
  static void ofPlatform() throws Exception {
    Class<?> c = Class.forName("android.telephony.TelephonyManager");
    Main.kept = (String) c.getMethod("getDeviceId", new Class<?>[0]).invoke(Main.phone, new Object[0]);
  }
  static void ofApp() throws Exception {
    Class<?> c = Class.forName("com.example.dispatch.Reflected$Target");
    Method m = c.getDeclaredMethod("hidden", new Class<?>[0]);
    m.setAccessible(true);
    m.invoke(null, new Object[0]);
  }
  static void madeByName() throws Exception { ((Runnable) Class.forName("com.example.dispatch.Reflected$Named").newInstance()).run(); }
  static void madeByJoinedName() throws Exception {
    String suffix = "Joined";
    ((Runnable) Class.forName("com.example.dispatch.Reflected$" + suffix).newInstance()).run();
  }
  static void byClassConstant() throws Exception { ((Runnable) ByClass.class.newInstance()).run(); }
  /** The names come from outside: nobody can say what is called. */
  static void unknown(Activity a) throws Exception {
    Class<?> c = Class.forName(a.getIntent().getStringExtra("class"));
    c.getMethod(a.getIntent().getStringExtra("method"), new Class<?>[0]).invoke(null, new Object[0]);
  }
  /** Code that is not in the package. */
  static void loaded(Activity a) throws Exception {
    ClassLoader l = new DexClassLoader(a.getFilesDir() + "/extra.dex", a.getCacheDir().getPath(), null, a.getClassLoader());
    l.loadClass("com.example.extra.Entry").getMethod("start", new Class<?>[0]).invoke(null, new Object[0]);
  }
  static void nativeCode() {
    System.loadLibrary("reads");
    Main.kept = nativeRead();
  }
  static native String nativeRead();

  static final class Target {
    private static void hidden() { Main.kept = Main.phone.getDeviceId(); }
    /** Twin: nobody names it. */
    private static void notNamed() { Main.kept = Main.phone.getLine1Number(); }
  }
  static final class Named implements Runnable {
    @Override public void run() { Main.kept = Main.phone.getDeviceId(); }
  }
  static final class Joined implements Runnable {
    @Override public void run() { Main.kept = Main.phone.getDeviceId(); }
  }
  static final class ByClass implements Runnable {
    @Override public void run() { Main.kept = Main.phone.getDeviceId(); }
  }
}
