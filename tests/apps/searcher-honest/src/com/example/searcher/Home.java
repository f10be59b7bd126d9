package com.example.searcher;

import android.app.Activity;
import android.os.Bundle;
import android.widget.EditText;

/** The search line. The four reads wait for the agreement that the first screen asks for. */
public final class Home extends Activity {
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    setContentView(new EditText(this));
    if (getIntent().getBooleanExtra("agreed", false)) {
      Sources.people(this);
      Sources.calls(this);
      Sources.inbox(this);
      Sources.where(this);
    }
  }
}
