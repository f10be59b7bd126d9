package com.example.timing;

import android.content.Context;
import com.tencent.bugly.crashreport.CrashReport;
import com.umeng.commonsdk.UMConfigure;

final class Sdks {
  static void start(Context c) {
    CrashReport.initCrashReport(c, "0000000000", false);
    UMConfigure.init(c, "5f0000000000000000000000", "official", 1, null);
  }
}
