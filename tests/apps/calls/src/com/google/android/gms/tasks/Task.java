package com.google.android.gms.tasks;

/** Stands for Google's class of this name. */
public abstract class Task<T> { public abstract T getResult(); }
