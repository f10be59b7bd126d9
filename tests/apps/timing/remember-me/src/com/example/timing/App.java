package com.example.timing;

import android.accounts.AccountManager;
import android.app.Application;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("login", MODE_PRIVATE).getBoolean("remember_me", false)) AccountManager.get(this).getAccounts();
  }
}
