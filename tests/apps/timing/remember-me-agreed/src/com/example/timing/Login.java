package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.view.View;
import android.widget.CheckBox;

public class Login extends Activity implements View.OnClickListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.login);
    findViewById(R.id.login).setOnClickListener(this);
    if (getSharedPreferences("consent", 0).getBoolean("accepted", false)) return;
    new AlertDialog.Builder(this)
        .setMessage(R.string.ask)
        .setPositiveButton(R.string.agree, new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply(); }
        })
        .setNegativeButton(R.string.later, null)
        .show();
  }
  @Override public void onClick(View v) {
    CheckBox remember = (CheckBox) findViewById(R.id.remember);
    getSharedPreferences("login", MODE_PRIVATE).edit().putBoolean("remember_me", remember.isChecked()).apply();
  }
}
