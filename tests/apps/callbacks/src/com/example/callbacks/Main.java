package com.example.callbacks;

import android.app.Activity;
import android.content.Intent;
import android.content.IntentFilter;
import android.location.LocationManager;
import android.net.Uri;
import android.os.AsyncTask;
import android.os.Bundle;
import android.os.Handler;
import android.view.View;
import android.webkit.WebView;
import androidx.work.OneTimeWorkRequest;
import androidx.work.WorkManager;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands an object of each kind to the system. */
public class Main extends Activity {
  @Override public void onCreate(Bundle b) {
    super.onCreate(b);
    Reads.prepare(this);
    threads();
    handlers();
    listeners();
    others();
  }
  void threads() {
    new Cases.OwnThread().start();
    new Thread(new Cases.InThread()).start();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.execute(new Cases.InExecutor());
    pool.submit(new Cases.InCallable());
    new Cases.Task().execute("x");
    new Cases.TaskOnPool().executeOnExecutor(AsyncTask.THREAD_POOL_EXECUTOR, "x");
    new Timer().schedule(new Cases.InTimer(), 1000L);
    new Cases.NotStarted();
  }
  void handlers() {
    Handler h = new Handler();
    h.post(new Cases.InHandler());
    h.postDelayed(new Cases.InHandlerLater(), 100L);
    new Cases.OwnHandler().sendEmptyMessage(1);
    new Handler(new Cases.InHandlerCallback()).sendEmptyMessage(2);
    new View(this).post(new Cases.InView());
    runOnUiThread(new Cases.OnUi());
  }
  void listeners() {
    new View(this).setOnClickListener(new Cases.OnClick());
    View touched = new View(this);
    View.OnTouchListener t = Cases.touchListener();
    touched.setOnTouchListener(t);
    ((LocationManager) getSystemService("location")).requestLocationUpdates("gps", 0L, 0f, new Cases.OnLocation());
    registerReceiver(new Cases.Receiver(), new IntentFilter(Intent.ACTION_SCREEN_ON));
    getContentResolver().registerContentObserver(Uri.parse("content://com.example.settings"), true, new Cases.Observer(new Handler()));
    getApplication().registerActivityLifecycleCallbacks(new Cases.Lifecycle());
    Thread.setDefaultUncaughtExceptionHandler(new Cases.OnCrash());
  }
  void others() {
    WebView web = new WebView(this);
    web.addJavascriptInterface(new Cases.Bridge(), "bridge");
    web.setWebViewClient(new Cases.Client());
    WorkManager.getInstance(this).enqueue(new OneTimeWorkRequest.Builder(Upload.class).build());
    new View(this).setOnClickListener(new View.OnClickListener() {
      @Override public void onClick(View v) { Reads.kept = Reads.phone.getSubscriberId(); }
    });
  }
}
