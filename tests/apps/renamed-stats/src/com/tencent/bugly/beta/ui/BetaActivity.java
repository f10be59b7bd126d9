package com.tencent.bugly.beta.ui;

public class BetaActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); c.a.a.a(this); }
}
