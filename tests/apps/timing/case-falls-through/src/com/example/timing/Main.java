package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.SharedPreferences;
import android.location.LocationManager;
import android.os.Bundle;

public class Main extends Activity {
  static final int NOT_ASKED = 0;
  static final int NO = 1;
  static final int YES = 2;
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    final SharedPreferences store = getSharedPreferences("privacy", MODE_PRIVATE);
    switch (store.getInt("answer", NOT_ASKED)) {
      case NOT_ASKED:
        ask(store);
        break;
      case NO:
        setTitle("仅浏览");
      case YES:
        ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
        break;
      default:
        break;
    }
  }
  private void ask(final SharedPreferences store) {
    DialogInterface.OnClickListener keep = new DialogInterface.OnClickListener() {
      @Override public void onClick(DialogInterface d, int which) {
        store.edit().putInt("answer", which == DialogInterface.BUTTON_POSITIVE ? YES : NO).apply();
      }
    };
    new AlertDialog.Builder(this)
        .setTitle("隐私政策更新提示")
        .setMessage("我们更新了隐私政策，说明如何使用您的位置信息。您是否同意？")
        .setPositiveButton("同意", keep)
        .setNegativeButton("不同意", keep)
        .show();
  }
}
