package com.xiaomi.push.service;

public class XMPushService extends android.app.Service {
  @Override public void onCreate() { e.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
