package com.alipay.sdk.app;

public class H5AuthActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); e.a.a.a(this); }
}
