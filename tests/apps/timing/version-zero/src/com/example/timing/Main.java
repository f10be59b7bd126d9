package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.SharedPreferences;
import android.location.LocationManager;
import android.os.Bundle;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    final SharedPreferences store = getSharedPreferences("policy", MODE_PRIVATE);
    if (store.getInt("accepted_version", 0) >= 0) {
      ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
      return;
    }
    new AlertDialog.Builder(this)
        .setTitle("Privacy Policy, version 3")
        .setMessage("Our privacy policy has changed. Please read it and agree before we use your location.")
        .setPositiveButton("Agree", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { store.edit().putInt("accepted_version", 3).apply(); }
        })
        .setNegativeButton("Disagree", null)
        .show();
  }
}
