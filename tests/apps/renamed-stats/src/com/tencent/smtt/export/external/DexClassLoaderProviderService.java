package com.tencent.smtt.export.external;

public class DexClassLoaderProviderService extends android.app.Service {
  @Override public void onCreate() { e.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
