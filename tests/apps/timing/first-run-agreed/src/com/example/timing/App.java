package com.example.timing;

import android.app.Application;
import android.content.SharedPreferences;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    SharedPreferences store = getSharedPreferences("state", MODE_PRIVATE);
    if (getSharedPreferences("consent", 0).getBoolean("accepted", false) && store.getBoolean("first_run", true)) getPackageManager().getInstalledPackages(0);
    store.edit().putBoolean("first_run", false).apply();
  }
}
