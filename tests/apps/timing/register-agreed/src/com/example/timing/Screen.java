package com.example.timing;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.net.wifi.WifiManager;

public class Screen extends BroadcastReceiver {
  @Override public void onReceive(Context c, Intent i) { ((WifiManager) c.getSystemService("wifi")).getConnectionInfo().getMacAddress(); }
}
