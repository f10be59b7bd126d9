package com.blankj.utilcode.util;

import android.content.Context;
import android.provider.Settings;

/** A general library, no party of its own: the app asks through it. */
public class DeviceUtils {
  public static String getAndroidID(Context c) { return Settings.Secure.getString(c.getContentResolver(), "android_id"); }
}
