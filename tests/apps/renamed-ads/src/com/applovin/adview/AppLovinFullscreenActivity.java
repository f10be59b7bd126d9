package com.applovin.adview;

public class AppLovinFullscreenActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); f.a.a.a(this); }
}
