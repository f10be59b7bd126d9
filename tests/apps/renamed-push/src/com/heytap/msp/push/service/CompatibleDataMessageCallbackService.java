package com.heytap.msp.push.service;

public class CompatibleDataMessageCallbackService extends android.app.Service {
  @Override public void onCreate() { g.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
