package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.view.View;
import android.widget.Button;

public class Basic extends Activity implements View.OnClickListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    Button share = new Button(this);
    share.setText("查找附近的应用");
    share.setOnClickListener(this);
    setContentView(share);
  }
  @Override public void onClick(View v) {
    new AlertDialog.Builder(this)
        .setMessage("此功能需要读取已安装应用列表，请先阅读并同意《隐私政策》。")
        .setPositiveButton("同意", new Yes())
        .setNegativeButton("取消", null)
        .show();
  }
  final class Yes implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) {
      Basic.this.getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
      Basic.this.getPackageManager().getInstalledPackages(0);
    }
  }
}
