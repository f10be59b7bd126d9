package com.unity3d.services.ads.adunit;

public class AdUnitActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); g.a.a.a(this); }
}
