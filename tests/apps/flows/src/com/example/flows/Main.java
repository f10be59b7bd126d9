package com.example.flows;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** Starts every case; each case is a method that holds its own source and its own sink, unless it says otherwise. */
public class Main extends Activity {
  static TelephonyManager phone;
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    phone = (TelephonyManager) getSystemService("phone");
    try { Ways.all(this); Sinks.all(this); Twins.all(this); } catch (Exception e) { finish(); }
    startActivity(new Intent(this, Second.class).putExtra("id", phone.getDeviceId()).putExtra("page", "start"));
  }
}
