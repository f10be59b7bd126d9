package com.example.starts;

import android.app.AppComponentFactory;
import android.app.Application;
import android.os.Build;

/** Runs before the Application class exists. */
public class Factory extends AppComponentFactory {
  static String serial;
  @Override public Application instantiateApplication(ClassLoader l, String name)
      throws InstantiationException, IllegalAccessException, ClassNotFoundException {
    serial = Build.SERIAL;
    return super.instantiateApplication(l, name);
  }
}
