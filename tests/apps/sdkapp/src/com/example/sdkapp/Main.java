package com.example.sdkapp;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import com.blankj.utilcode.util.DeviceUtils;
import com.tencent.bugly.crashreport.CrashReport;
import com.umengine.Motor;

/** Starts a crash reporter only after a tap; asks a general library for an id. */
public class Main extends Activity implements View.OnClickListener {
  static String kept;
  @Override public void onCreate(Bundle b) {
    super.onCreate(b);
    View v = new View(this);
    v.setOnClickListener(this);
    setContentView(v);
    kept = DeviceUtils.getAndroidID(this);
    kept = Motor.serial();
  }
  @Override public void onClick(View v) { CrashReport.initCrashReport(this, "id", false); }
}
