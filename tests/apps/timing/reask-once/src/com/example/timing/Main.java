package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.telephony.TelephonyManager;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false) && !getSharedPreferences("consent", 0).getBoolean("declined", false)) ask();
  }
  void ask() {
    new AlertDialog.Builder(this)
        .setTitle("用户隐私政策")
        .setMessage("为了提供服务，我们需要收集您的设备信息。您可以阅读完整的《隐私政策》后选择是否同意。")
        .setCancelable(false)
        .setPositiveButton("同意", new Yes())
        .setNegativeButton("不同意", new No())
        .show();
  }
  final class Yes implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) {
      getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply();
      ((TelephonyManager) Main.this.getSystemService("phone")).getDeviceId();
    }
  }
  final class No implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) { getSharedPreferences("consent", 0).edit().putBoolean("declined", true).apply(); }
  }
}
