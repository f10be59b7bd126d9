package com.example.timing;

import android.accounts.AccountManager;
import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.main);
  }
  public void login(View v) { AccountManager.get(this).getAccounts(); }
}
