package com.google.android.gms.measurement;

public class AppMeasurementReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { g.a.a.a(context); }
}
