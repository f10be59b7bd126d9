package com.example.starts;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.telephony.TelephonyManager;

/** Runs when the phone has started, without any screen. */
public class Boot extends BroadcastReceiver {
  static String kept;
  @Override public void onReceive(Context c, Intent i) { kept = ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
}
