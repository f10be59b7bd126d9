package com.example.timing;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setTitle("Torch");
  }
}
