package com.example.timing;

import android.content.Context;
import android.os.Build;
import androidx.work.Worker;
import androidx.work.WorkerParameters;

public class Upload extends Worker {
  public Upload(Context c, WorkerParameters p) { super(c, p); }
  @Override public Result doWork() {
    Reads.last = Build.getSerial();
    return null;
  }
}
