package com.example.timing;

import android.app.Application;
import android.provider.ContactsContract;
import android.telephony.TelephonyManager;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("privacy", 0).getBoolean("agreed", false)) ((TelephonyManager) getSystemService("phone")).getDeviceId();
    getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
  }
}
