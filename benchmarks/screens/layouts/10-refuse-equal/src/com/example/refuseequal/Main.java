package com.example.refuseequal;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
    }

    public void refuse(View view) {
        setTitle(R.string.title);
    }
}
