package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.provider.ContactsContract;
import android.view.View;

public class Consent extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    requestPermissions(new String[] {"android.permission.READ_CONTACTS", "android.permission.ACCESS_FINE_LOCATION", "android.permission.READ_SMS", "android.permission.CAMERA", "android.permission.RECORD_AUDIO"}, 1);
    setContentView(R.layout.consent);
  }
  public void agree(View v) {
    getSharedPreferences("privacy", 0).edit().putBoolean("agreed", true).apply();
    getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
  }
  public void refuse(View v) { startActivity(new Intent(this, Basic.class)); }
  @Override public void onRequestPermissionsResult(int request, String[] names, int[] results) {
    setTitle(String.valueOf(results.length));
  }
}
