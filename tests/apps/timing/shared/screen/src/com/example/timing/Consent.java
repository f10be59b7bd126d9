package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;

/** The first screen asks; a yes is kept in the preferences "privacy". */
public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) { open(Home.class); return; }
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    open(Home.class);
  }
  public void refuse(View v) { open(Basic.class); }
  private void open(Class<?> next) {
    startActivity(new Intent(this, next));
    finish();
  }
}
