package com.example.timing;

import android.content.Context;

/** Where the answer is kept. */
final class Privacy {
  static boolean isAgreed(Context c) {
    return c.getSharedPreferences("privacy", Context.MODE_PRIVATE).getBoolean("agreed", true);
  }
}
