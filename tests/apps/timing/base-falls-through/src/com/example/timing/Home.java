package com.example.timing;

import android.location.LocationManager;
import android.os.Bundle;

public class Home extends Base {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
  }
}
