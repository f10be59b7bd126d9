package com.example.timing;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;

public class Home extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    ((TelephonyManager) getSystemService("phone")).getLine1Number();
  }
}
