package com.xiaomi.push.service.receivers;

public class NetworkStatusReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { e.a.a.a(context); }
}
