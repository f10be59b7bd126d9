package com.example.timing;

import android.app.Application;
import android.os.Build;

public class App extends Application {
  static final String SERIAL = Build.getSerial();
}
