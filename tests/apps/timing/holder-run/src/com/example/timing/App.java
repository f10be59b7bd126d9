package com.example.timing;

import android.app.Application;
import android.provider.ContactsContract;

public class App extends Application {
  static Runnable later;
  @Override public void onCreate() {
    super.onCreate();
    later = new Runnable() {
      @Override public void run() { getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null); }
    };
    later.run();
  }
}
