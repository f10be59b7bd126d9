package com.example.starts;

import android.app.Fragment;
import android.os.Bundle;
import android.telephony.TelephonyManager;

/** A fragment that the layout names. */
public class Part extends Fragment {
  String kept;
  @Override public void onCreate(Bundle b) { super.onCreate(b); kept = ((TelephonyManager) getActivity().getSystemService("phone")).getDeviceId(); }
}
