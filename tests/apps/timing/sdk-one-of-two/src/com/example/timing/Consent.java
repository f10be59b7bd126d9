package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;
import com.umeng.commonsdk.UMConfigure;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    UMConfigure.init(this, "5f0000000000000000000000", "official", 1, null);
    startActivity(new Intent(this, Home.class));
  }
  public void refuse(View v) {
    startActivity(new Intent(this, Basic.class));
  }
}
