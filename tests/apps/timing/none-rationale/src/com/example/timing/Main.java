package com.example.timing;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.content.pm.PackageManager;
import android.location.LocationManager;
import android.os.Bundle;

public class Main extends Activity implements DialogInterface.OnClickListener {
  @Override public void onCreate(Bundle s) {
    super.onCreate(s);
    new AlertDialog.Builder(this)
        .setTitle("位置权限")
        .setMessage("显示附近的车站需要使用位置权限，请在接下来的窗口中选择“允许”。")
        .setPositiveButton("去设置", this)
        .setNegativeButton("取消", null)
        .show();
  }
  @Override public void onClick(DialogInterface d, int which) { requestPermissions(new String[] {"android.permission.ACCESS_FINE_LOCATION"}, 1); }
  @Override public void onRequestPermissionsResult(int request, String[] names, int[] results) {
    if (results.length > 0 && results[0] == PackageManager.PERMISSION_GRANTED) ((LocationManager) getSystemService("location")).getLastKnownLocation("gps");
  }
}
