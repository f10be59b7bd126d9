package com.ironsource.sdk.controller;

public class ControllerActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); h.a.a.a(this); }
}
