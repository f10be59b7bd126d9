package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.os.Bundle;
import android.telephony.TelephonyManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public class Main extends Activity {
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new AlertDialog.Builder(this)
        .setMessage("欢迎使用。请阅读并同意《隐私政策》，其中说明了我们如何处理您的个人信息。")
        .setPositiveButton("同意", (d, which) -> {
          getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply();
          pool.execute(() -> ((TelephonyManager) getSystemService("phone")).getSubscriberId());
        })
        .setNegativeButton("暂不同意", (d, which) -> d.dismiss())
        .show();
  }
}
