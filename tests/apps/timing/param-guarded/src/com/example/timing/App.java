package com.example.timing;

import android.app.Application;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    Tracker.start(this, getSharedPreferences("consent", 0).getBoolean("accepted", false));
  }
}
