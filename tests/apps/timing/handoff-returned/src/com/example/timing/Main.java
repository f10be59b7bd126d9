package com.example.timing;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.provider.CalendarContract;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    if (!getSharedPreferences("privacy", 0).getBoolean("agreed", false)) {
      startActivity(new Intent(this, Consent.class));
      finish();
      return;
    }
    getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null);
  }
}
