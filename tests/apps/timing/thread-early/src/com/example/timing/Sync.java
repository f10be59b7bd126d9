package com.example.timing;

import android.content.Context;
import android.provider.ContactsContract;

final class Sync extends Thread {
  private final Context c;
  Sync(Context c) { this.c = c; }
  @Override public void run() { c.getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null); }
}
