package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (Kv.open(this).decodeBool("privacy_agreed", false)) { startActivity(new Intent(this, Home.class)); return; }
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    Kv.open(this).encode("privacy_agreed", true);
    startActivity(new Intent(this, Home.class));
  }
  public void refuse(View v) { startActivity(new Intent(this, Basic.class)); }
}
