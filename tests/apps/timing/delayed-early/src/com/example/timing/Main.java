package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.location.LocationManager;
import android.os.Bundle;
import android.os.Handler;

public class Main extends Activity implements Runnable {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new Handler().postDelayed(this, 5000L);
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false)) ask();
  }
  private void ask() {
    new AlertDialog.Builder(this)
        .setTitle("服务协议与隐私政策")
        .setMessage("请您务必审慎阅读《服务协议》和《隐私政策》。点击“同意”即表示您已阅读并同意全部内容。")
        .setPositiveButton("同意", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply(); }
        })
        .setNegativeButton("不同意", null)
        .show();
  }
  @Override public void run() {
    ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
  }
}
