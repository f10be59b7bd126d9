package com.example.starts;

import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.net.Uri;
import android.telephony.TelephonyManager;

/** A provider: its onCreate runs before Application.onCreate. */
public class Early extends ContentProvider {
  static String kept;
  @Override public boolean onCreate() { kept = ((TelephonyManager) getContext().getSystemService("phone")).getDeviceId(); return true; }
  @Override public Cursor query(Uri u, String[] p, String s, String[] a, String o) {
    kept = ((TelephonyManager) getContext().getSystemService("phone")).getDeviceId();
    return null;
  }
  @Override public String getType(Uri u) { return null; }
  @Override public Uri insert(Uri u, ContentValues v) { return null; }
  @Override public int delete(Uri u, String s, String[] a) { return 0; }
  @Override public int update(Uri u, ContentValues v, String s, String[] a) { return 0; }
}
