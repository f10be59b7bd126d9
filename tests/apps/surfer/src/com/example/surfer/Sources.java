package com.example.surfer;

import android.content.Context;
import android.database.Cursor;
import android.location.Location;
import android.location.LocationManager;
import android.net.Uri;
import android.provider.CallLog;
import android.provider.ContactsContract;

/** Four reads, one for each kind of data. */
final class Sources {
  private Sources() {}

  static Cursor people(Context c) {
    return c.getContentResolver().query(ContactsContract.CommonDataKinds.Phone.CONTENT_URI, null, null, null, null);
  }

  static Cursor calls(Context c) {
    return c.getContentResolver().query(CallLog.Calls.CONTENT_URI, null, null, null, null);
  }

  static Cursor inbox(Context c) {
    return c.getContentResolver().query(Uri.parse("content://sms/inbox"), null, null, null, null);
  }

  static Location where(Context c) {
    return ((LocationManager) c.getSystemService(Context.LOCATION_SERVICE)).getLastKnownLocation("gps");
  }
}
