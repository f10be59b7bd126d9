package com.example.timing;

import android.app.Application;
import android.content.Intent;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    registerReceiver(new Screen(), new android.content.IntentFilter(Intent.ACTION_SCREEN_ON));
  }
}
