package com.example.timing;

import android.os.Build;

final class Ids {
  static final String SERIAL = Build.getSerial();
}
