package com.example.renamedwest;

import android.app.Activity;
import android.os.Bundle;

/** Calls what no component of the SDK's own calls. */
public class Main extends Activity {
  @Override public void onCreate(Bundle s) { super.onCreate(s); g.a.a.a(this); i.a.a.a(this); }
}
