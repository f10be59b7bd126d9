package com.example.starts;

import android.app.IntentService;
import android.content.Intent;
import android.telephony.TelephonyManager;

/** Runs in a process of its own, where the Application class starts once more. */
public class InnerService extends IntentService {
  String kept;
  public InnerService() { super("inner"); }
  @Override protected void onHandleIntent(Intent i) { kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
}
