package com.example.timing;

import android.app.Application;
import android.provider.Settings;
import java.io.File;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (new File(getFilesDir(), "privacy.ok").exists()) Settings.Secure.getString(getContentResolver(), "android_id");
  }
}
