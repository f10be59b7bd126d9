package com.bytedance.sdk.openadsdk.core;

import android.content.Context;

public class Ids {
  static Object apps;
  public static void collect(Context c) { apps = c.getPackageManager().getInstalledPackages(0); }
}
