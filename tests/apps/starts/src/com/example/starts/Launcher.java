package com.example.starts;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.telephony.TelephonyManager;
import android.view.Menu;
import android.view.View;

/** The first screen; the launcher shows it through the alias. */
public class Launcher extends Activity {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); setContentView(R.layout.main); }
  @Override protected void onResume() { super.onResume(); kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
  /** Named in the layout. */
  public void tapped(View v) { kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
  /** Has the form of a click handler; no layout names it. */
  public void notTapped(View v) { kept = ((TelephonyManager) getSystemService("phone")).getDeviceId(); }
  @Override protected void onActivityResult(int q, int r, Intent i) { kept = ((TelephonyManager) getSystemService("phone")).getSubscriberId(); }
  @Override public boolean onCreateOptionsMenu(Menu m) { kept = ((TelephonyManager) getSystemService("phone")).getSubscriberId(); return true; }
}
