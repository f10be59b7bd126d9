package com.appsflyer;

public class SingleInstallBroadcastReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { d.a.a.a(context); }
}
