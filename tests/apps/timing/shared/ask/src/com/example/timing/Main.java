package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;

/** The only screen: asks over itself; a yes is kept in the preferences "consent". */
public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (getSharedPreferences("consent", 0).getBoolean("accepted", false)) return;
    new AlertDialog.Builder(this)
        .setTitle("Your privacy")
        .setMessage("We collect data about your device as described in our Privacy Policy. Do you agree?")
        .setPositiveButton("I agree", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply(); }
        })
        .setNegativeButton("No, thanks", null)
        .setCancelable(false)
        .show();
  }
}
