package com.umeng.commonsdk;

import android.content.Context;
import com.umeng.commonsdk.statistics.common.DeviceConfig;

/** Ours, under the name of a real SDK's class; so are all classes outside com.example here. */
public class UMConfigure {
  static String sent;
  public static void init(Context c, String key, String channel, int kind, String secret) {
    sent = DeviceConfig.getImei(c) + DeviceConfig.getAndroidId(c) + DeviceConfig.getMac(c);
  }
}
