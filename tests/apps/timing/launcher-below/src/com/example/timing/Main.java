package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.location.LocationManager;
import android.os.Bundle;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false)) {
      ask();
    }
    start();
  }
  private void ask() {
    new AlertDialog.Builder(this)
        .setTitle(R.string.policy_title)
        .setMessage(R.string.policy_body)
        .setPositiveButton(R.string.policy_ok, new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) {
            getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply();
          }
        })
        .setNegativeButton(R.string.policy_no, new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { d.dismiss(); }
        })
        .show();
  }
  private void start() { ((LocationManager) getSystemService("location")).getLastKnownLocation("gps"); }
}
