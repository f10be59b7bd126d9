package com.example.timing;

import android.app.Application;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) Ids.imei(this);
  }
}
