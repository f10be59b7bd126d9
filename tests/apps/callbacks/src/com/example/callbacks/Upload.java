package com.example.callbacks;

import android.content.Context;
import androidx.work.Worker;
import androidx.work.WorkerParameters;

/** Given to the work manager as a class constant. */
public class Upload extends Worker {
  public Upload(Context c, WorkerParameters p) { super(c, p); }
  @Override public Result doWork() { Reads.kept = Reads.phone.getDeviceId(); return null; }
}
