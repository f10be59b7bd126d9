package com.example.calls;

import android.content.Context;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.os.Bundle;
import com.google.android.gms.location.FusedLocationProviderClient;
import com.google.android.gms.location.LocationServices;

/** Location: asked for once, listened to, and through Google's library. */
final class Places implements LocationListener {
  static double latitude;
  void all(Context c) { last(c); listen(c); fused(c); }
  static Location last(Context c) { return manager(c).getLastKnownLocation(LocationManager.NETWORK_PROVIDER); }
  void listen(Context c) { manager(c).requestLocationUpdates("gps", 1000L, 1f, this); }
  static Object fused(Context c) {
    FusedLocationProviderClient client = LocationServices.getFusedLocationProviderClient(c);
    return client.getLastLocation();
  }
  static LocationManager manager(Context c) { return (LocationManager) c.getSystemService("location"); }
  @Override public void onLocationChanged(Location l) { latitude = l.getLatitude(); }
  @Override public void onStatusChanged(String p, int s, Bundle b) {}
  @Override public void onProviderEnabled(String p) {}
  @Override public void onProviderDisabled(String p) {}
}
