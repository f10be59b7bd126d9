package com.example.largeincode;

import android.app.Activity;
import android.os.Bundle;
import android.widget.CheckBox;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        CheckBox terms = (CheckBox) findViewById(R.id.terms);
        terms.setTextSize(14);
        terms.setTextColor(0xff222222);
    }
}
