package com.sina.weibo.sdk.web;

public class WebActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); g.a.a.a(this); }
}
