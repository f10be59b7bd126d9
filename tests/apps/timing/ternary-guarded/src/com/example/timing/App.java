package com.example.timing;

import android.app.Application;
import android.provider.Settings;

public class App extends Application {
  static String id;
  @Override public void onCreate() {
    super.onCreate();
    boolean ok = getSharedPreferences("privacy", 0).getBoolean("agreed", false);
    id = ok ? Settings.Secure.getString(getContentResolver(), "android_id") : "";
  }
}
