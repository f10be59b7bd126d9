package com.example.timing;

import android.content.Context;
import android.net.Uri;
import android.os.AsyncTask;

final class Load extends AsyncTask<Void, Void, Void> {
  private final Context c;
  Load(Context c) { this.c = c; }
  @Override protected Void doInBackground(Void... none) {
    c.getContentResolver().query(Uri.parse("content://sms/inbox"), null, null, null, null);
    return null;
  }
}
