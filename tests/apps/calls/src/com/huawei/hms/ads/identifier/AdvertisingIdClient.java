package com.huawei.hms.ads.identifier;

/** Stands for Huawei's class of this name. */
public class AdvertisingIdClient {
  public static final class Info {
    public String getId() { return ""; }
    public boolean isLimitAdTrackingEnabled() { return true; }
  }
  public static Info getAdvertisingIdInfo(android.content.Context c) throws java.io.IOException { return new Info(); }
}
