package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.telephony.TelephonyManager;

public class Main extends Activity implements DialogInterface.OnClickListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new AlertDialog.Builder(this)
        .setTitle("隐私保护提示")
        .setMessage("我们非常重视您的个人信息和隐私保护。请阅读并同意《用户协议》及《隐私政策》后使用。")
        .setPositiveButton("同意", this)
        .setNegativeButton("不同意", this)
        .show();
  }
  @Override public void onClick(DialogInterface d, int which) {
    if (which == DialogInterface.BUTTON_POSITIVE) {
      getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    }
    ((TelephonyManager) getSystemService("phone")).getLine1Number();
  }
}
