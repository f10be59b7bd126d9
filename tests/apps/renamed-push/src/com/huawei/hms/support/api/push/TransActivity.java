package com.huawei.hms.support.api.push;

public class TransActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); f.a.a.a(this); }
}
