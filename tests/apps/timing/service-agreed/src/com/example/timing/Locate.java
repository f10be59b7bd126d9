package com.example.timing;

import android.app.Service;
import android.content.Intent;
import android.location.LocationManager;
import android.os.IBinder;

public class Locate extends Service {
  @Override public int onStartCommand(Intent i, int flags, int id) {
    ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
    return START_NOT_STICKY;
  }
  @Override public IBinder onBind(Intent i) { return null; }
}
