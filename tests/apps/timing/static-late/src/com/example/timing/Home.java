package com.example.timing;

import android.app.Activity;
import android.os.Bundle;

public class Home extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setTitle(Ids.SERIAL);
  }
}
