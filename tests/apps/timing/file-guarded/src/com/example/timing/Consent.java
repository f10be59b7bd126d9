package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;
import java.io.File;
import java.io.IOException;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
  }
  public void agree(View v) throws IOException {
    new File(getFilesDir(), "privacy.ok").createNewFile();
    startActivity(new Intent(this, Home.class));
  }
  public void refuse(View v) { startActivity(new Intent(this, Basic.class)); }
}
