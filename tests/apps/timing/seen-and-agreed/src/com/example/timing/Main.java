package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.SharedPreferences;
import android.os.Bundle;
import android.provider.ContactsContract;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    final SharedPreferences store = getSharedPreferences("privacy", MODE_PRIVATE);
    if (store.getBoolean("dialog_shown", false)) {
      if (store.getBoolean("agreed", false)) getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
      return;
    }
    new AlertDialog.Builder(this)
        .setTitle("温馨提示")
        .setMessage("请阅读《隐私权政策》，了解我们如何收集、使用、存储您的个人信息。")
        .setPositiveButton("我同意", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) {
            store.edit().putBoolean("dialog_shown", true).putBoolean("agreed", true).apply();
          }
        })
        .setNegativeButton("不同意", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { store.edit().putBoolean("dialog_shown", true).apply(); }
        })
        .show();
  }
}
