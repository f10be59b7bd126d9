package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.net.wifi.WifiManager;
import android.os.Bundle;
import java.io.File;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    ((WifiManager) getSystemService("wifi")).getConnectionInfo().getMacAddress();
    new AlertDialog.Builder(this)
        .setTitle("Delete recording?")
        .setMessage("Other members of this album must agree too. This cannot be undone.")
        .setPositiveButton("Agree", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) { new File(getFilesDir(), "recording").delete(); }
        })
        .setNegativeButton("Cancel", null)
        .show();
  }
}
