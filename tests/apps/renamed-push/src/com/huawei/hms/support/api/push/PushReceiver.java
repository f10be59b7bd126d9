package com.huawei.hms.support.api.push;

public class PushReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { f.a.a.a(context); }
}
