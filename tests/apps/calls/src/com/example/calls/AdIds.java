package com.example.calls;

import android.content.Context;
import com.bun.miitmdid.core.MdidSdkHelper;
import com.bun.miitmdid.interfaces.IIdentifierListener;
import com.bun.miitmdid.interfaces.IdSupplier;

/** Advertising ids through the libraries that give them. */
final class AdIds implements IIdentifierListener {
  static String oaid;
  static void all(Context c) {
    try { google(c); huawei(c); alliance(c); } catch (Exception e) { /* ignored */ }
  }
  static String google(Context c) throws Exception {
    return com.google.android.gms.ads.identifier.AdvertisingIdClient.getAdvertisingIdInfo(c).getId();
  }
  static String huawei(Context c) throws Exception {
    return com.huawei.hms.ads.identifier.AdvertisingIdClient.getAdvertisingIdInfo(c).getId();
  }
  static int alliance(Context c) { return MdidSdkHelper.InitSdk(c, true, new AdIds()); }
  @Override public void OnSupport(boolean is, IdSupplier s) { oaid = s.getOAID(); }
}
