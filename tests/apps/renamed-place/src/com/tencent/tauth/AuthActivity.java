package com.tencent.tauth;

public class AuthActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); f.a.a.a(this); }
}
