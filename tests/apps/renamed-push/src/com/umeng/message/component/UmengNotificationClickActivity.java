package com.umeng.message.component;

public class UmengNotificationClickActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); d.a.a.a(this); }
}
