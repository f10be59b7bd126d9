package com.example.timing;

import android.location.LocationManager;

public class Home extends Base {
  @Override protected void onReady() { ((LocationManager) getSystemService("location")).getLastKnownLocation("gps"); }
}
