package com.google.firebase.iid;

public class FirebaseInstanceIdReceiver extends android.content.BroadcastReceiver {
  @Override public void onReceive(android.content.Context context, android.content.Intent i) { h.a.a.a(context); }
}
