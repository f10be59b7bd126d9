package com.example.calls;

import android.content.ContentResolver;
import android.content.Context;
import android.database.Cursor;
import android.net.Uri;
import android.provider.CalendarContract;
import android.provider.CallLog;
import android.provider.ContactsContract;
import android.provider.MediaStore;
import android.provider.Telephony;

/** Content addresses: by the platform's field, as text, joined from text, through a field and through a helper. */
final class Addresses {
  static final Uri INBOX = Uri.parse("content://sms/inbox");

  static void all(Context c) {
    contactsByField(c); contactsByText(c); callsByField(c); callsByText(c); smsByField(c); smsByStatic(c); smsByHelper(c);
    calendarByField(c); calendarJoined(c); pictures(c); contactOfId(c);
  }
  static Cursor contactsByField(Context c) { return query(c, ContactsContract.Contacts.CONTENT_URI); }
  static Cursor contactsByText(Context c) {
    return c.getContentResolver().query(Uri.parse("content://com.android.contacts/data/phones"), null, null, null, null);
  }
  static Cursor callsByField(Context c) { return c.getContentResolver().query(CallLog.Calls.CONTENT_URI, null, null, null, null); }
  static Cursor callsByText(Context c) { return c.getContentResolver().query(Uri.parse("content://call_log/calls"), null, null, null, null); }
  static Cursor smsByField(Context c) { return c.getContentResolver().query(Telephony.Sms.CONTENT_URI, null, null, null, null); }
  static Cursor smsByStatic(Context c) { return c.getContentResolver().query(INBOX, null, null, null, null); }
  static Cursor smsByHelper(Context c) { return query(c, address("sms")); }
  static Cursor calendarByField(Context c) { return c.getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null); }
  static Cursor calendarJoined(Context c) {
    String authority = "com.android.calendar";
    return c.getContentResolver().query(Uri.parse("content://" + authority + "/events"), null, null, null, null);
  }
  static Cursor pictures(Context c) {
    return c.getContentResolver().query(MediaStore.Images.Media.EXTERNAL_CONTENT_URI, null, null, null, null);
  }
  static Cursor contactOfId(Context c) {
    return c.getContentResolver().query(Uri.withAppendedPath(ContactsContract.Contacts.CONTENT_URI, "1"), null, null, null, null);
  }
  static Uri address(String what) { return Uri.parse("content://" + what); }
  /** The address is known only at the call of this method. */
  static Cursor query(Context c, Uri u) {
    ContentResolver r = c.getContentResolver();
    return r.query(u, null, null, null, null);
  }
}
