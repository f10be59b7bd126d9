package com.example.timing;

import android.app.Application;
import androidx.work.OneTimeWorkRequest;
import androidx.work.WorkManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    WorkManager.getInstance(this).enqueue(new OneTimeWorkRequest.Builder(Upload.class).build());
  }
}
