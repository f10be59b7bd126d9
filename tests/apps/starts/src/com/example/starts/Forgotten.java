package com.example.starts;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** A screen that the manifest does not name: it cannot be opened. */
public class Forgotten extends Activity {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
