package com.umengine;

import android.os.Build;

/** Twin: the name begins like an SDK's package and is another word. */
public class Motor {
  public static String serial() { return Build.SERIAL; }
}
