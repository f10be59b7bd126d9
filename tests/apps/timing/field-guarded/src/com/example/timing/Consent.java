package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
    new Handler().postDelayed(new Tick(this), 3000L);
  }
  public void agree(View v) {
    State.agreed = true;
    startActivity(new Intent(this, Home.class));
  }
  public void refuse(View v) { startActivity(new Intent(this, Basic.class)); }
}
