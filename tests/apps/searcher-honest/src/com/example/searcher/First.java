package com.example.searcher;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;
import android.widget.Button;
import android.widget.LinearLayout;
import android.widget.TextView;

/** Says what is read and why, and reads nothing itself. Whoever declines goes on to the same screen. */
public final class First extends Activity implements View.OnClickListener {
  @Override protected void onCreate(Bundle state) {
    super.onCreate(state);
    LinearLayout all = new LinearLayout(this);
    TextView notice = new TextView(this);
    notice.setText("为按联系人搜索读取通讯录，为显示未接来电读取通话记录，为识别验证码读取短信，为搜索附近地点获取位置。");
    all.addView(notice);
    for (String word : new String[] {"同意", "不同意"}) {
      Button button = new Button(this);
      button.setText(word);
      button.setTag(word);
      button.setOnClickListener(this);
      all.addView(button);
    }
    setContentView(all);
  }

  @Override public void onClick(View button) {
    startActivity(new Intent(this, Home.class).putExtra("agreed", "同意".equals(button.getTag())));
    finish();
  }
}
