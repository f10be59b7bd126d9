package com.example.flows;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;

/** Receives two extras; one of them is an identifier. */
public class Second extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    one(getIntent().getStringExtra("id"));
    other(getIntent().getStringExtra("page"));
  }
  static void one(String s) { Log.d("flows", s); }
  static void other(String s) { Log.i("flows", s); }
}
