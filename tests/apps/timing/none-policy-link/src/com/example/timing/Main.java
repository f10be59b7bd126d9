package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.main);
    getPackageManager().getInstalledPackages(0);
  }
  public void policy(View v) { startActivity(new Intent(Intent.ACTION_VIEW, Uri.parse("https://timing.example/privacy"))); }
  public void clear(View v) { getSharedPreferences("history", MODE_PRIVATE).edit().clear().apply(); }
}
