package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.net.wifi.WifiManager;
import android.os.Bundle;

public class Main extends Activity {
  @Override protected void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("consent", 0).getBoolean("accepted", false)) {
      new AlertDialog.Builder(this)
          .setMessage("We value your privacy. We and our partners process your hardware address. Accept?")
          .setPositiveButton("Accept all", new DialogInterface.OnClickListener() {
            @Override public void onClick(DialogInterface d, int which) { Main.this.getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply(); }
          })
          .setNegativeButton("Reject all", null)
          .show();
    }
  }
  @Override protected void onResume() {
    super.onResume();
    if (getSharedPreferences("consent", 0).getBoolean("accepted", false)) ((WifiManager) getSystemService("wifi")).getConnectionInfo().getMacAddress();
  }
}
