package com.qq.e.ads;

public class PortraitADActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); b.a.a.a(this); }
}
