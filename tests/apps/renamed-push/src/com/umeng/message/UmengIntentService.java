package com.umeng.message;

public class UmengIntentService extends android.app.Service {
  @Override public void onCreate() { d.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
