package com.example.pieces;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import com.example.pieces.far.Second;

/** In classes.dex; what it calls is in classes2.dex. */
public class Main extends Activity {
  static String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); setContentView(R.layout.main); }
  public void agreed(View v) { kept = new Second().read(this); }
}
