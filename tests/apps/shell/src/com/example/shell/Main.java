package com.example.shell;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** The real app, which the packer has taken away. */
public class Main extends Activity {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
