package com.example.timing;

import android.app.Activity;

/** Opened after a yes. */
public class Home extends Activity {}
