package com.umeng.commonsdk;

import android.content.Context;
import android.provider.Settings;
import com.umeng.commonsdk.UMConfigure;

/** Ours, under the name of a real SDK's class. */
public class UMConfigure {
  private static String key;
  private static String channel;
  /** Keeps what it is given and reads nothing. */
  public static void preInit(Context c, String k, String ch) {
    key = k;
    channel = ch;
  }
  public static void init(Context c, String k, String ch, int kind, String secret) {
    preInit(c, k, ch);
    Settings.Secure.getString(c.getContentResolver(), "android_id");
  }
}
