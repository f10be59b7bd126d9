package com.example.gates;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;

/** Waits, then goes to the consent screen or to the app. */
public class Splash extends Activity implements Runnable {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    App.kept = App.phone.getSubscriberId();
    new Handler().postDelayed(this, 1500L);
  }
  @Override public void run() {
    Class<?> next = App.store.getBoolean("privacy_agreed", false) ? Home.class : Consent.class;
    startActivity(new Intent(this, next));
  }
}
