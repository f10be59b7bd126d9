package com.example.timing;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.SharedPreferences;
import android.telephony.TelephonyManager;

public class Boot extends BroadcastReceiver {
  @Override public void onReceive(Context c, Intent i) {
    SharedPreferences p = c.getSharedPreferences("consent", Context.MODE_PRIVATE);
    if (!p.getBoolean("accepted", false)) return;
    ((TelephonyManager) c.getSystemService("phone")).getDeviceId();
  }
}
