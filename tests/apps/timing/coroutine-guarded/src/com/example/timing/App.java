package com.example.timing;

import android.app.Application;
import kotlinx.coroutines.BuildersKt;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    BuildersKt.launch(this, new Collect(this, null));
  }
}
