package com.tencent.smtt.sdk;

public class VideoActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); e.a.a.a(this); }
}
