package com.example.timing;

import android.app.Application;
import android.telephony.TelephonyManager;
import java.util.concurrent.Executors;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    Executors.newSingleThreadExecutor().execute(() -> ((TelephonyManager) getSystemService("phone")).getSubscriberId());
  }
}
