package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.provider.CalendarContract;

public class Main extends Activity implements DataStore.Reader<Boolean> {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    DataStore.data(DataStore.CONSENT, this);
    new AlertDialog.Builder(this)
        .setTitle("Data protection")
        .setMessage("To show your appointments we process your calendar. Details are in the privacy policy. Do you consent?")
        .setPositiveButton("Yes, I consent", new DialogInterface.OnClickListener() {
          @Override public void onClick(DialogInterface d, int which) {
            DataStore.edit(DataStore.CONSENT, true);
            DataStore.data(DataStore.CONSENT, Main.this);
          }
        })
        .setNegativeButton("No", null)
        .show();
  }
  @Override public void onValue(Boolean given) {
    setTitle("Consent: " + given);
    getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null);
  }
}
