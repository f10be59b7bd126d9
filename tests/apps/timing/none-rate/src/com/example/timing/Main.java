package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.provider.Settings;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    Settings.Secure.getString(getContentResolver(), "android_id");
    new AlertDialog.Builder(this)
        .setTitle("Do you like Torch?")
        .setMessage("Please rate us. It takes a moment.")
        .setPositiveButton("Rate now", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { startActivity(new Intent(Intent.ACTION_VIEW, Uri.parse("market://details?id=com.example.timing"))); }
        })
        .setNegativeButton("Later", null)
        .show();
  }
}
