package com.google.android.gms.measurement;

public class AppMeasurementService extends android.app.Service {
  @Override public void onCreate() { g.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
