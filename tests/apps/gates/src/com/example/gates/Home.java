package com.example.gates;

import android.app.Activity;
import android.os.Bundle;

/** Opened only after a yes. */
public class Home extends Activity {
  @Override public void onCreate(Bundle s) { super.onCreate(s); App.kept = App.phone.getDeviceId(); }
}
