package com.example.timing;

import android.accounts.AccountManager;
import android.app.Application;

public class App extends Application {
  @Override public void onCreate() {
    super.onCreate();
    if (getSharedPreferences("login", MODE_PRIVATE).getBoolean("remember_me", false)
        && getSharedPreferences("consent", 0).getBoolean("accepted", false)) AccountManager.get(this).getAccounts();
  }
}
