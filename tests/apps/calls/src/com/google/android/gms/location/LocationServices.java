package com.google.android.gms.location;

/** Stands for Google's class of this name. */
public class LocationServices {
  public static FusedLocationProviderClient getFusedLocationProviderClient(android.content.Context c) { return new FusedLocationProviderClient(); }
}
