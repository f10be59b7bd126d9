package com.example.gates;

import android.app.Application;
import android.content.SharedPreferences;
import android.telephony.TelephonyManager;

/** Reads at the start: freely, behind the stored yes, and behind things that look like it. */
public class App extends Application {
  static TelephonyManager phone;
  static SharedPreferences store;
  static boolean agreed;
  static String kept;

  @Override public void onCreate() {
    super.onCreate();
    phone = (TelephonyManager) getSystemService("phone");
    store = getSharedPreferences("privacy", MODE_PRIVATE);
    always();
    if (store.getBoolean("privacy_agreed", false)) behindFlag();
    if (!store.getBoolean("privacy_agreed", false)) inverted();
    if (isAgreed()) behindMethod();
    agreed = store.getBoolean("privacy_agreed", false);
    behindField();
    if (store.getBoolean("first_run", true)) behindOtherFlag();
    afterReturn();
  }
  void always() { kept = phone.getDeviceId(); }
  void behindFlag() { kept = phone.getDeviceId(); }
  /** Runs exactly when nobody has agreed. */
  void inverted() { kept = phone.getSubscriberId(); }
  boolean isAgreed() { return store.getBoolean("privacy_agreed", false); }
  void behindMethod() { kept = phone.getDeviceId(); }
  void behindField() {
    if (agreed) kept = phone.getDeviceId();
  }
  /** A flag that has nothing to do with consent. */
  void behindOtherFlag() { kept = phone.getSubscriberId(); }
  void afterReturn() {
    if (!store.getBoolean("privacy_agreed", false)) return;
    kept = phone.getDeviceId();
  }
}
