package com.example.timing;

import android.app.AlertDialog;
import android.app.Dialog;
import android.app.DialogFragment;
import android.content.DialogInterface;
import android.os.Bundle;
import android.telephony.TelephonyManager;

public class Notice extends DialogFragment {
  @Override public Dialog onCreateDialog(Bundle s) {
    ((TelephonyManager) getActivity().getSystemService("phone")).getDeviceId();
    return new AlertDialog.Builder(getActivity())
        .setTitle("Privacy notice")
        .setMessage("By tapping Agree you accept that we process the data described in our privacy policy.")
        .setPositiveButton("Agree", new Yes())
        .setNegativeButton("Don't agree", null)
        .create();
  }
  final class Yes implements DialogInterface.OnClickListener {
    @Override public void onClick(DialogInterface d, int which) {
      getActivity().getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply();
    }
  }
}
