package com.qq.e.comm;

public class DownloadService extends android.app.Service {
  @Override public void onCreate() { b.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
