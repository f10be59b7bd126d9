package com.chuanglan.shanyan_sdk.view;

public class CmccLoginActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); h.a.a.a(this); }
}
