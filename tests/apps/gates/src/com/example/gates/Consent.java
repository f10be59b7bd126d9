package com.example.gates;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;

/** The consent screen: a layout with two buttons, and a dialog with two more. */
public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.consent);
    App.kept = App.phone.getLine1Number();
    new AlertDialog.Builder(this).setMessage(R.string.notice)
        .setPositiveButton(R.string.agree, new Yes()).setNegativeButton(R.string.refuse, new No()).show();
  }
  public void agree(View v) {
    App.store.edit().putBoolean("privacy_agreed", true).apply();
    started();
    startActivity(new Intent(this, Home.class));
  }
  void started() { App.kept = App.phone.getDeviceId(); }
  /** Reads although the person has just said no. */
  public void refuse(View v) { App.kept = App.phone.getSubscriberId(); finish(); }

  static final class Yes implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) {
      App.store.edit().putBoolean("privacy_agreed", true).commit();
      App.kept = App.phone.getDeviceId();
    }
  }
  static final class No implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) { App.kept = App.phone.getDeviceId(); }
  }
}
