package com.google.firebase.messaging;

public class FirebaseMessagingService extends android.app.Service {
  @Override public void onCreate() { h.a.a.a(this); }
  @Override public android.os.IBinder onBind(android.content.Intent i) { return null; }
}
