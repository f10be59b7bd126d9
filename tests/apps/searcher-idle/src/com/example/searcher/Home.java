package com.example.searcher;

import android.app.Activity;
import android.os.Bundle;
import android.widget.EditText;

/** The first screen. Nothing here reads anything: the manifest alone asks. */
public final class Home extends Activity {
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    setContentView(new EditText(this));
  }
}
