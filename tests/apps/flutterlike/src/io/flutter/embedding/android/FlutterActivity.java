package io.flutter.embedding.android;

/** Ours, under the name of the framework's class. */
public class FlutterActivity extends android.app.Activity {}
