package com.example.timing;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.telephony.TelephonyManager;

public class Boot extends BroadcastReceiver {
  @Override public void onReceive(Context c, Intent i) {
    ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
}
