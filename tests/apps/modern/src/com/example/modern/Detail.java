package com.example.modern;

import android.app.Fragment;

/** Added by a transaction; the system calls its life cycle. */
public class Detail extends Fragment {
  @Override public void onResume() { super.onResume(); Main.kept = Main.phone.getDeviceId(); }
}
