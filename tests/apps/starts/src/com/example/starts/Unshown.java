package com.example.starts;

import android.content.Context;
import android.graphics.Canvas;
import android.telephony.TelephonyManager;
import android.util.AttributeSet;
import android.view.View;

/** A view that no layout names and nothing makes. */
public class Unshown extends View {
  String kept;
  public Unshown(Context c, AttributeSet a) { super(c, a); kept = ((TelephonyManager) c.getSystemService("phone")).getDeviceId(); }
  @Override protected void onDraw(Canvas c) { kept = ((TelephonyManager) getContext().getSystemService("phone")).getSubscriberId(); }
}
