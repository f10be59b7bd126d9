package com.example.timing;

import android.app.Application;
import android.content.SharedPreferences;
import android.net.wifi.WifiManager;

public class App extends Application implements SharedPreferences.OnSharedPreferenceChangeListener {
  @Override public void onCreate() {
    super.onCreate();
    SharedPreferences store = getSharedPreferences("privacy", MODE_PRIVATE);
    store.registerOnSharedPreferenceChangeListener(this);
    store.edit().putInt("starts", store.getInt("starts", 0) + 1).apply();
  }
  @Override public void onSharedPreferenceChanged(SharedPreferences store, String key) {
    if ("agreed".equals(key) && store.getBoolean(key, false)) ((WifiManager) getSystemService("wifi")).getConnectionInfo().getMacAddress();
  }
}
