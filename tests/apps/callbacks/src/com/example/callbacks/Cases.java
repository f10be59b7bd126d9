package com.example.callbacks;

import android.app.Activity;
import android.app.Application;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.database.ContentObserver;
import android.location.Location;
import android.location.LocationListener;
import android.os.AsyncTask;
import android.os.Bundle;
import android.os.Handler;
import android.os.Message;
import android.view.MotionEvent;
import android.view.View;
import android.webkit.JavascriptInterface;
import android.webkit.WebView;
import android.webkit.WebViewClient;
import java.util.TimerTask;
import java.util.concurrent.Callable;

/** One class for each way in. */
final class Cases {
  static final class OwnThread extends Thread {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InThread implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InExecutor implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InCallable implements Callable<String> {
    @Override public String call() { return Reads.phone.getDeviceId(); }
  }
  static final class Task extends AsyncTask<String, Integer, String> {
    @Override protected void onPreExecute() { Reads.kept = Reads.phone.getSubscriberId(); }
    @Override protected String doInBackground(String... a) { return Reads.phone.getDeviceId(); }
    @Override protected void onPostExecute(String r) { Reads.kept = Reads.phone.getLine1Number(); }
  }
  static final class TaskOnPool extends AsyncTask<String, Integer, String> {
    @Override protected String doInBackground(String... a) { return Reads.phone.getDeviceId(); }
  }
  static final class InTimer extends TimerTask {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InHandler implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InHandlerLater implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class OwnHandler extends Handler {
    @Override public void handleMessage(Message m) { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class InHandlerCallback implements Handler.Callback {
    @Override public boolean handleMessage(Message m) { Reads.kept = Reads.phone.getDeviceId(); return true; }
  }
  static final class InView implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class OnUi implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class OnClick implements View.OnClickListener {
    @Override public void onClick(View v) { Reads.kept = Reads.phone.getDeviceId(); }
  }
  /** The listener comes from a method that says only the interface. */
  static View.OnTouchListener touchListener() { return new OnTouch(); }
  static final class OnTouch implements View.OnTouchListener {
    @Override public boolean onTouch(View v, MotionEvent e) { Reads.kept = Reads.phone.getDeviceId(); return false; }
  }
  static final class OnLocation implements LocationListener {
    @Override public void onLocationChanged(Location l) { Reads.kept = Reads.phone.getDeviceId(); }
    @Override public void onStatusChanged(String p, int s, Bundle b) {}
    @Override public void onProviderEnabled(String p) {}
    @Override public void onProviderDisabled(String p) {}
  }
  static final class Receiver extends BroadcastReceiver {
    @Override public void onReceive(Context c, Intent i) { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class Observer extends ContentObserver {
    Observer(Handler h) { super(h); }
    @Override public void onChange(boolean self) { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class Lifecycle implements Application.ActivityLifecycleCallbacks {
    @Override public void onActivityCreated(Activity a, Bundle b) {}
    @Override public void onActivityStarted(Activity a) {}
    @Override public void onActivityResumed(Activity a) { Reads.kept = Reads.phone.getDeviceId(); }
    @Override public void onActivityPaused(Activity a) {}
    @Override public void onActivityStopped(Activity a) {}
    @Override public void onActivitySaveInstanceState(Activity a, Bundle b) {}
    @Override public void onActivityDestroyed(Activity a) {}
  }
  static final class OnCrash implements Thread.UncaughtExceptionHandler {
    @Override public void uncaughtException(Thread t, Throwable e) { Reads.kept = Reads.phone.getDeviceId(); }
  }
  static final class Bridge {
    @JavascriptInterface public String device() { return Reads.phone.getDeviceId(); }
    /** Without the annotation a page cannot call it. */
    public String hidden() { return Reads.phone.getSubscriberId(); }
  }
  static final class Client extends WebViewClient {
    @Override public void onPageFinished(WebView v, String url) { Reads.kept = Reads.phone.getDeviceId(); }
  }

  // Twins.

  /** Made, but never given to anything. */
  static final class NotStarted implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getLine1Number(); }
  }
  /** Never made. */
  static final class NotMade implements Runnable {
    @Override public void run() { Reads.kept = Reads.phone.getLine1Number(); }
  }
  /** A listener that is never made. */
  static final class NotMadeListener implements View.OnClickListener {
    @Override public void onClick(View v) { Reads.kept = Reads.phone.getLine1Number(); }
  }
  /** Extends Thread, is never made. */
  static final class NotMadeThread extends Thread {
    @Override public void run() { Reads.kept = Reads.phone.getLine1Number(); }
  }
}
