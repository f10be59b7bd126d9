package com.baidu.location;

public class f extends android.app.Service {
  @Override public void onCreate() { c.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
