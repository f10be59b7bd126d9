package com.example.timing;

import android.app.Activity;
import android.os.Bundle;
import android.provider.Settings;

public class Home extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    Settings.Secure.getString(getContentResolver(), "android_id");
  }
}
