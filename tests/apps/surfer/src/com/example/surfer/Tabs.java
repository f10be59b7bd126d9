package com.example.surfer;

import android.app.Activity;
import android.os.Bundle;
import android.webkit.WebView;

/** Shows pages, and reads where the phone is and who is in the address book. */
public final class Tabs extends Activity {
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    WebView page = new WebView(this);
    setContentView(page);
    page.loadUrl("https://www.example.com/");
    Sources.where(this);
  }

  @Override protected void onPause() {
    super.onPause();
    Sources.people(this);
  }
}
