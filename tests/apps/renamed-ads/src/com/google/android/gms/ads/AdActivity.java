package com.google.android.gms.ads;

public class AdActivity extends android.app.Activity {
  @Override public void onCreate(android.os.Bundle s) { super.onCreate(s); e.a.a.a(this); }
}
