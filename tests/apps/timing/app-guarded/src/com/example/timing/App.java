package com.example.timing;

import android.app.Application;
import android.content.SharedPreferences;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    SharedPreferences store = getSharedPreferences("consent", MODE_PRIVATE);
    boolean accepted = store.getBoolean("accepted", false);
    if (accepted) {
      getPackageManager().getInstalledPackages(0);
    }
  }
}
