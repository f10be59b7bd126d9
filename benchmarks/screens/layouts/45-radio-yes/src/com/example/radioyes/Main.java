package com.example.radioyes;

import android.app.Activity;
import android.os.Bundle;
import android.widget.RadioGroup;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        ((RadioGroup) findViewById(R.id.use)).check(R.id.yes);
    }
}
