package com.example.surfer;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/** Runs after the phone has started, without any screen. */
public final class Started extends BroadcastReceiver {
  @Override public void onReceive(Context context, Intent intent) {
    Sources.calls(context);
    Sources.inbox(context);
  }
}
