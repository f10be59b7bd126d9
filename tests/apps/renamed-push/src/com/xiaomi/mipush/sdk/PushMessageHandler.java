package com.xiaomi.mipush.sdk;

public class PushMessageHandler extends android.app.Service {
  @Override public void onCreate() { e.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
