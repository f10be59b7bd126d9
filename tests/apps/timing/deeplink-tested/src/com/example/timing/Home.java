package com.example.timing;

import android.app.Activity;
import android.content.ClipboardManager;
import android.os.Bundle;

public class Home extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) ((ClipboardManager) getSystemService("clipboard")).getPrimaryClip();
  }
}
