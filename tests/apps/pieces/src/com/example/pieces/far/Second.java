package com.example.pieces.far;

import android.content.Context;
import android.telephony.TelephonyManager;
import com.example.pieces.Shared;

/** In classes2.dex; its super class is in classes.dex. */
public class Second extends Shared {
  @Override protected String id(TelephonyManager t) { return t.getDeviceId(); }
  static String never(TelephonyManager t) { return t.getSubscriberId(); }
}
