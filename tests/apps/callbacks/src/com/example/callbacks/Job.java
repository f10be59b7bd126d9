package com.example.callbacks;

import android.app.job.JobParameters;
import android.app.job.JobService;

/** The system starts it when a job is due. */
public class Job extends JobService {
  @Override public boolean onStartJob(JobParameters p) { Reads.prepare(this); Reads.kept = Reads.phone.getDeviceId(); return false; }
  @Override public boolean onStopJob(JobParameters p) { return false; }
}
