package com.sina.weibo.sdk.share;

public class ShareTransActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); g.a.a.a(this); }
}
