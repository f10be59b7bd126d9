package com.example.timing;

import android.app.Activity;
import android.app.Application;
import android.os.Bundle;
import android.provider.Settings;

final class Watch implements Application.ActivityLifecycleCallbacks {
  @Override public void onActivityCreated(Activity a, Bundle s) {}
  @Override public void onActivityStarted(Activity a) {}
  @Override public void onActivityResumed(Activity a) {
    if (a.getSharedPreferences("consent", 0).getBoolean("accepted", false)) Settings.Secure.getString(a.getContentResolver(), "android_id");
  }
  @Override public void onActivityPaused(Activity a) {}
  @Override public void onActivityStopped(Activity a) {}
  @Override public void onActivitySaveInstanceState(Activity a, Bundle s) {}
  @Override public void onActivityDestroyed(Activity a) {}
}
