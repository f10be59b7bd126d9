package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.provider.Settings;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new AlertDialog.Builder(this)
        .setTitle("发现新版本 2.1")
        .setMessage("修复已知问题，优化体验。是否立即更新？")
        .setPositiveButton("立即更新", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { Settings.Secure.getString(Main.this.getContentResolver(), "android_id"); }
        })
        .setNegativeButton("以后再说", null)
        .show();
  }
}
