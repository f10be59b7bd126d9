package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.telephony.TelephonyManager;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    ((TelephonyManager) getSystemService("phone")).getDeviceId();
    startActivity(new Intent(this, Home.class));
  }
  public void refuse(View v) {
    finishAffinity();
    System.exit(0);
  }
}
