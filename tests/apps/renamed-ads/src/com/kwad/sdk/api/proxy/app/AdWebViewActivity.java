package com.kwad.sdk.api.proxy.app;

public class AdWebViewActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); d.a.a.a(this); }
}
