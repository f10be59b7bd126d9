package com.example.acceptonly;

import android.app.Activity;
import android.os.Bundle;
import android.widget.ArrayAdapter;
import android.widget.ListView;

public final class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        ((ListView) findViewById(R.id.songs)).setAdapter(new ArrayAdapter<String>(this, android.R.layout.simple_list_item_1, new String[] {"Blue river", "Two moons"}));
    }
}
