package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

/** Every screen of the app extends this. */
public abstract class Base extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
      startActivity(new Intent(this, Consent.class));
      finish();
      return;
    }
    onReady();
  }
  protected abstract void onReady();
}
