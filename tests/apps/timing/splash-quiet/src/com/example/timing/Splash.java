package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;

public class Splash extends Activity implements Runnable {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new Handler().postDelayed(this, 2000L);
  }
  @Override public void run() {
    startActivity(new Intent(this, Consent.class));
    finish();
  }
}
