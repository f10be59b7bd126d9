package cn.jpush.android.service;

public class PushReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { b.a.a.a(context); }
}
