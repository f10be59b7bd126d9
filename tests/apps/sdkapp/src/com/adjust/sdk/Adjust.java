package com.adjust.sdk;

/** A hollow shell: called, does nothing. */
public class Adjust {
  public static void onCreate(Object config) {}
  public static void onResume() {}
  public static String getAdid() { return null; }
}
