package com.example.starts;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** A screen that the manifest has switched off. */
public class Off extends Activity {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
