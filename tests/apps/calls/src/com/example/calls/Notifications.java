package com.example.calls;

import android.service.notification.NotificationListenerService;
import android.service.notification.StatusBarNotification;

/** Reads other apps' notifications. */
public class Notifications extends NotificationListenerService {
  static CharSequence last;
  @Override public void onNotificationPosted(StatusBarNotification n) { last = n.getNotification().tickerText; }
}
