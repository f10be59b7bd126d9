package com.example.calls;

import android.app.Activity;
import android.os.Bundle;

/** Calls each group once; everything here is reachable from onCreate. */
public class Main extends Activity {
  @Override public void onCreate(Bundle state) {
    super.onCreate(state);
    Phone.all(this);
    Ids.all(this);
    new Places().all(this);
    Addresses.all(this);
    Senses.all(this);
    Others.all(this);
    AdIds.all(this);
    Twins.all(this);
  }
}
