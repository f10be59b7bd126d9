package com.example.timing;

import android.app.Activity;
import android.os.Bundle;

public class Basic extends Activity implements Runnable {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new Thread(this).start();
  }
  @Override public void run() { getPackageManager().getInstalledPackages(0); }
}
