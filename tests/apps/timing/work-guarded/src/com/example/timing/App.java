package com.example.timing;

import android.app.Application;
import androidx.work.OneTimeWorkRequest;
import androidx.work.WorkManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("consent", 0).getBoolean("accepted", false)) {
      WorkManager.getInstance(this).enqueue(new OneTimeWorkRequest.Builder(Upload.class).build());
    }
  }
}
