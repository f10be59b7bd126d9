package com.example.refuseinplace;

import android.app.Activity;
import android.os.Bundle;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
    }
}
