package com.umeng.analytics;

import android.content.Context;

/** Present, never called. */
public class MobclickAgent {
  static String host = "https://ulogs.umeng.com/unify_logs";
  public static void onResume(Context c) { host = host + "?resume"; }
}
