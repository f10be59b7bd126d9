package com.example.timing;

import android.app.Application;
import java.util.Timer;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    new Timer().schedule(new Beat(this), 1000L, 60000L);
  }
}
