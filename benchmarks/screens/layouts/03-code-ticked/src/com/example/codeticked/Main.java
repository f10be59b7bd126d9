package com.example.codeticked;

import android.app.Activity;
import android.os.Bundle;
import android.widget.CheckBox;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        CheckBox share = (CheckBox) findViewById(R.id.share);
        share.setChecked(true);
    }
}
