package com.example.renamedstats;

import android.app.Activity;
import android.os.Bundle;

/** Calls what no component of the SDK's own calls. */
public class Main extends Activity {
  @Override public void onCreate(Bundle s) { super.onCreate(s); b.a.a.a(this); f.a.a.a(this); h.a.a.a(this); }
}
