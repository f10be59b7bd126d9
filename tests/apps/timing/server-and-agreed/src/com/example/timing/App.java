package com.example.timing;

import android.app.Application;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    new Pull(this).start();
  }
}
