package com.example.plain;

import android.app.Activity;
import android.os.Bundle;

/** Twin of everything: reads nothing, holds no permission, no SDK, no library. */
public class Main extends Activity {
  static int count;
  @Override public void onCreate(Bundle b) { super.onCreate(b); count++; }
}
