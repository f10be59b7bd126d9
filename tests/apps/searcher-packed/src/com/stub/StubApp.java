package com.stub;

import android.app.Application;
import android.content.Context;

/** Ours, in the form of a known packer's shell: loads a library that would decrypt the app. */
public final class StubApp extends Application {
  @Override protected void attachBaseContext(Context c) {
    super.attachBaseContext(c);
    System.loadLibrary("jiagu");
    interface5(this);
  }
  public static native void interface5(Application a);
  public static native void interface11(int n);
}
