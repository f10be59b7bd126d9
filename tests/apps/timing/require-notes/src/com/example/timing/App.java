package com.example.timing;

import android.app.Application;
import android.provider.CalendarContract;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    try {
      require();
      getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null);
    } catch (IllegalStateException e) {
      setTheme(android.R.style.Theme_Light);
    }
  }
  private void require() {
    if (!getSharedPreferences("privacy", 0).getBoolean("agreed", false)) android.util.Log.w("privacy", "not agreed");
  }
}
