package com.example.calls;

import android.bluetooth.BluetoothAdapter;
import android.content.Context;
import android.hardware.Camera;
import android.hardware.Sensor;
import android.hardware.SensorEvent;
import android.hardware.SensorEventListener;
import android.hardware.SensorManager;
import android.hardware.camera2.CameraDevice;
import android.hardware.camera2.CameraManager;
import android.media.AudioRecord;
import android.media.MediaRecorder;

/** Camera, microphone, sensors, Bluetooth neighbours. */
final class Senses implements SensorEventListener {
  static float x;
  static void all(Context c) {
    try { camera(); camera2(c); record(); capture(); sensors(c, new Senses()); neighbours(); bonded(); } catch (Exception e) { /* ignored */ }
  }
  static Camera camera() { return Camera.open(); }
  static void camera2(Context c) throws Exception { ((CameraManager) c.getSystemService("camera")).openCamera("0", (CameraDevice.StateCallback) null, null); }
  static void record() {
    MediaRecorder r = new MediaRecorder();
    r.setAudioSource(MediaRecorder.AudioSource.MIC);
    r.start();
  }
  static void capture() { new AudioRecord(1, 8000, 16, 2, 4096).startRecording(); }
  static void sensors(Context c, SensorEventListener l) {
    SensorManager m = (SensorManager) c.getSystemService(Context.SENSOR_SERVICE);
    m.registerListener(l, m.getDefaultSensor(Sensor.TYPE_ACCELEROMETER), 3);
  }
  static void neighbours() { BluetoothAdapter.getDefaultAdapter().startDiscovery(); }
  static Object bonded() { return BluetoothAdapter.getDefaultAdapter().getBondedDevices(); }
  @Override public void onSensorChanged(SensorEvent e) { x = e.values[0]; }
  @Override public void onAccuracyChanged(Sensor s, int a) {}
}
