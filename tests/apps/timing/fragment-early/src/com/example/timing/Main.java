package com.example.timing;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false)) new Notice().show(getFragmentManager(), "notice");
  }
}
