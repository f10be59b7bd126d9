package com.example.starts;

import android.app.Service;
import android.content.Intent;
import android.os.IBinder;
import android.telephony.TelephonyManager;

/** Any app may start it. */
public class OpenService extends Service {
  String kept;
  @Override public int onStartCommand(Intent i, int f, int id) { kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); return 1; }
  @Override public IBinder onBind(Intent i) { kept = ((TelephonyManager) getSystemService("phone")).getSubscriberId(); return null; }
}
