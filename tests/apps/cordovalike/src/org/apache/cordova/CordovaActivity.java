package org.apache.cordova;

/** Ours, under the name of the framework's class. */
public class CordovaActivity extends android.app.Activity {}
