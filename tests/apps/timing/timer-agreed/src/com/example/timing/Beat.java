package com.example.timing;

import android.content.Context;
import android.net.wifi.WifiManager;
import java.util.TimerTask;

final class Beat extends TimerTask {
  private final Context c;
  Beat(Context c) { this.c = c; }
  @Override public void run() { ((WifiManager) c.getSystemService("wifi")).getConnectionInfo().getMacAddress(); }
}
