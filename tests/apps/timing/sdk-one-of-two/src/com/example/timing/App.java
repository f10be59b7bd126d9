package com.example.timing;

import android.app.Application;
import com.tencent.bugly.crashreport.CrashReport;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    CrashReport.initCrashReport(this, "0000000000", false);
  }
}
