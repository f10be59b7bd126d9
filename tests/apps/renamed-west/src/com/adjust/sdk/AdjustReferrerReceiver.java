package com.adjust.sdk;

public class AdjustReferrerReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { c.a.a.a(context); }
}
