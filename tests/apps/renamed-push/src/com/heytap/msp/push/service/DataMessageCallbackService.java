package com.heytap.msp.push.service;

public class DataMessageCallbackService extends android.app.Service {
  @Override public void onCreate() { g.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
