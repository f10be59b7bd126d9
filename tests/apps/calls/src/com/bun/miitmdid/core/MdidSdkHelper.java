package com.bun.miitmdid.core;

import com.bun.miitmdid.interfaces.IIdentifierListener;

/** Stands for the Mobile Security Alliance's class of this name. */
public class MdidSdkHelper {
  public static int InitSdk(android.content.Context c, boolean log, IIdentifierListener l) { l.OnSupport(true, null); return 0; }
}
