package com.example.timing;

import android.app.Activity;

/** Opened after a no: works without any data. */
public class Basic extends Activity {}
