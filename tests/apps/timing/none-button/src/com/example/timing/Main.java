package com.example.timing;

import android.app.Activity;
import android.location.LocationManager;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.main);
  }
  public void locate(View v) { ((LocationManager) getSystemService("location")).getLastKnownLocation("gps"); }
}
