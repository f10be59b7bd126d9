package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.location.LocationManager;
import android.os.Bundle;

public class Main extends Activity implements DialogInterface.OnDismissListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new AlertDialog.Builder(this)
        .setTitle(R.string.policy_title)
        .setMessage(R.string.policy_body)
        .setPositiveButton(R.string.policy_ok, new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply(); }
        })
        .setNegativeButton(R.string.policy_no, null)
        .setOnDismissListener(this)
        .show();
  }
  @Override public void onDismiss(DialogInterface d) {
    ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
  }
}
