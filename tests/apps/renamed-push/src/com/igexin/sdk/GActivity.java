package com.igexin.sdk;

public class GActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); c.a.a.a(this); }
}
