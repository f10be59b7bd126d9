package com.tencent.connect.common;

public class AssistActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); f.a.a.a(this); }
}
