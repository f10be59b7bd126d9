package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.location.LocationManager;
import android.os.Bundle;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    requestPermissions(new String[] {"android.permission.ACCESS_FINE_LOCATION"}, 1);
  }
  public void refuse(View v) { startActivity(new Intent(this, Basic.class)); }
  @Override public void onRequestPermissionsResult(int request, String[] names, int[] results) {
    if (results.length > 0 && results[0] == PackageManager.PERMISSION_GRANTED) ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
    else requestPermissions(new String[] {"android.permission.ACCESS_FINE_LOCATION"}, 1);
  }
}
