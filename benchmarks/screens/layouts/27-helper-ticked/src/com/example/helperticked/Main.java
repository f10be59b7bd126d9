package com.example.helperticked;

import android.app.Activity;
import android.os.Bundle;
import android.widget.CheckBox;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        prepare((CheckBox) findViewById(R.id.sms), true);
    }

    private static void prepare(CheckBox box, boolean on) {
        box.setTextSize(14);
        box.setChecked(on);
    }
}
