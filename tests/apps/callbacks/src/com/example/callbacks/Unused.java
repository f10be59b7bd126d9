package com.example.callbacks;

import android.content.Context;
import androidx.work.Worker;
import androidx.work.WorkerParameters;

/** A worker that nobody asks for. */
public class Unused extends Worker {
  public Unused(Context c, WorkerParameters p) { super(c, p); }
  @Override public Result doWork() { Reads.kept = Reads.phone.getDeviceId(); return null; }
}
