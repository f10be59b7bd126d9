package com.example.timing;

import android.content.Context;
import android.provider.ContactsContract;

final class Tick implements Runnable {
  private final Context c;
  Tick(Context c) { this.c = c; }
  @Override public void run() {
    if (State.agreed) c.getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
  }
}
