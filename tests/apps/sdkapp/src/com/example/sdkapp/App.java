package com.example.sdkapp;

import android.app.Application;
import com.adjust.sdk.Adjust;
import com.umeng.commonsdk.UMConfigure;

/** Starts one SDK that reads, and one that is a hollow shell. */
public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    UMConfigure.init(this, "key", "channel", 1, null);
    Adjust.onCreate(null);
  }
}
