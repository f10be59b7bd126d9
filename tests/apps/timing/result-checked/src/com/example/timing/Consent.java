package com.example.timing;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    setResult(RESULT_OK);
    finish();
  }
  public void refuse(View v) {
    setResult(RESULT_CANCELED);
    finish();
  }
}
