package com.example.searcher;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.widget.EditText;

/** The first screen: a line to type into. It says nothing of what is read behind it. */
public final class Home extends Activity {
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    setContentView(new EditText(this));
    Sources.people(this);
    Sources.calls(this);
    startService(new Intent(this, Nearby.class));
  }

  @Override protected void onResume() {
    super.onResume();
    Sources.inbox(this);
  }
}
