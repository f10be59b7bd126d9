package com.example.timing;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity implements PrivacyDialog.Listener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("privacy", 0).getBoolean("agreed", false)) new PrivacyDialog(this, this).show();
  }
  @Override public void onAgree() {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
  }
  @Override public void onRefuse() { setTitle("仅浏览"); }
}
