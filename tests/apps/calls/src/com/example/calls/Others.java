package com.example.calls;

import android.accounts.AccountManager;
import android.app.ActivityManager;
import android.content.ClipboardManager;
import android.content.Context;
import android.content.Intent;

/** Clipboard, installed and running apps, accounts. */
final class Others {
  static void all(Context c) { clipboard(c); apps(c); packages(c); byIntent(c); running(c); accounts(c); }
  static Object clipboard(Context c) { return ((ClipboardManager) c.getSystemService(Context.CLIPBOARD_SERVICE)).getPrimaryClip(); }
  static Object apps(Context c) { return c.getPackageManager().getInstalledApplications(0); }
  static Object packages(Context c) { return c.getPackageManager().getInstalledPackages(0); }
  static Object byIntent(Context c) {
    return c.getPackageManager().queryIntentActivities(new Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER), 0);
  }
  static Object running(Context c) { return ((ActivityManager) c.getSystemService("activity")).getRunningAppProcesses(); }
  static Object accounts(Context c) { return AccountManager.get(c).getAccounts(); }
}
