package com.google.android.gms.location;

import android.location.Location;
import com.google.android.gms.tasks.Task;

/** Stands for Google's class of this name. */
public class FusedLocationProviderClient { public Task<Location> getLastLocation() { return null; } }
