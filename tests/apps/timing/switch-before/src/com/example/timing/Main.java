package com.example.timing;

import android.app.Activity;
import android.os.Bundle;
import android.provider.ContactsContract;
import android.view.View;

public class Main extends Activity implements View.OnClickListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.gate);
    findViewById(R.id.yes).setOnClickListener(this);
    findViewById(R.id.no).setOnClickListener(this);
  }
  @Override public void onClick(View v) {
    getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
    if (v.getId() == R.id.yes) {
      getSharedPreferences("consent", 0).edit().putBoolean("accepted", true).apply();
    } else if (v.getId() == R.id.no) {
      setTitle("Without contacts");
    }
  }
}
