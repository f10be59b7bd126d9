package com.example.searcher;

import android.app.Service;
import android.content.Intent;
import android.os.IBinder;

/** Asks where the phone is, for results nearby. */
public final class Nearby extends Service {
  @Override public int onStartCommand(Intent intent, int flags, int id) {
    Sources.where(this);
    return START_NOT_STICKY;
  }

  @Override public IBinder onBind(Intent intent) { return null; }
}
