package com.google.android.gms.ads.identifier;

/** Stands for Google's class of this name. */
public class AdvertisingIdClient {
  public static final class Info {
    public String getId() { return ""; }
    public boolean isLimitAdTrackingEnabled() { return true; }
  }
  public static Info getAdvertisingIdInfo(android.content.Context c) throws java.io.IOException { return new Info(); }
}
