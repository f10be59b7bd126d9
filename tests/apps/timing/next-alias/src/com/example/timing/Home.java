package com.example.timing;

import android.app.Activity;
import android.net.Uri;
import android.os.Bundle;

public class Home extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    getContentResolver().query(Uri.parse("content://sms/inbox"), null, null, null, null);
  }
}
