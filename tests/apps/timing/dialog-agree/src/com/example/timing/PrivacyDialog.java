package com.example.timing;

import android.app.Dialog;
import android.content.Context;
import android.os.Bundle;
import android.view.View;

/** A dialog class of the app's own. */
final class PrivacyDialog extends Dialog implements View.OnClickListener {
  interface Listener { void onAgree(); void onRefuse(); }
  private final Listener listener;
  PrivacyDialog(Context c, Listener listener) {
    super(c);
    this.listener = listener;
  }
  @Override protected void onCreate(Bundle s) {
    super.onCreate(s);
    setContentView(R.layout.dialog_privacy);
    findViewById(R.id.btn_agree).setOnClickListener(this);
    findViewById(R.id.btn_refuse).setOnClickListener(this);
  }
  @Override public void onClick(View v) {
    dismiss();
    if (v.getId() == R.id.btn_agree) listener.onAgree();
    else listener.onRefuse();
  }
}
