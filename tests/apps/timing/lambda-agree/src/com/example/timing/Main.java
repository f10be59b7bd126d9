package com.example.timing;

import android.app.Activity;
import android.content.ClipboardManager;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.gate);
    findViewById(R.id.policy).setOnClickListener(v -> policy());
    findViewById(R.id.ok).setOnClickListener(v -> yes());
    findViewById(R.id.cancel).setOnClickListener(this::no);
  }
  private void policy() {
    startActivity(new Intent(Intent.ACTION_VIEW, Uri.parse("https://timing.example/privacy")));
  }
  private void yes() {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    ((ClipboardManager) getSystemService("clipboard")).getPrimaryClip();
    setTitle("首页");
  }
  private void no(View v) { setTitle("浏览"); }
}
