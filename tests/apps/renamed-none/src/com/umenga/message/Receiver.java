package com.umenga.message;

public class Receiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { b.a.a.a(context); }
}
