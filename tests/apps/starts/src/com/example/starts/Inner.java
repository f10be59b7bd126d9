package com.example.starts;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** A screen that only the app itself can open. */
public class Inner extends Activity {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
