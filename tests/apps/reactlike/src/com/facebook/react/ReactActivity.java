package com.facebook.react;

/** Ours, under the name of the framework's class. */
public class ReactActivity extends android.app.Activity {}
