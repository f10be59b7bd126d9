package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.provider.CallLog;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    startActivityForResult(new Intent(this, Consent.class), 7);
  }
  @Override protected void onActivityResult(int request, int result, Intent data) {
    super.onActivityResult(request, result, data);
    if (request == 7) getContentResolver().query(CallLog.Calls.CONTENT_URI, null, null, null, null);
  }
}
