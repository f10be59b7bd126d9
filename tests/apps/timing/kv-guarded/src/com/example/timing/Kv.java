package com.example.timing;

import android.content.Context;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Properties;

/** A key/value store of the app's own, on a properties file. */
final class Kv {
  private static Kv only;
  private final File file;
  private final Properties values = new Properties();
  private Kv(Context c) {
    file = new File(c.getFilesDir(), "kv.properties");
    try {
      values.load(new FileInputStream(file));
    } catch (IOException e) {
      values.clear();
    }
  }
  static Kv open(Context c) {
    if (only == null) only = new Kv(c);
    return only;
  }
  boolean decodeBool(String key, boolean otherwise) { return Boolean.parseBoolean(values.getProperty(key, String.valueOf(otherwise))); }
  void encode(String key, boolean value) {
    values.setProperty(key, String.valueOf(value));
    try {
      values.store(new FileOutputStream(file), null);
    } catch (IOException e) {
      values.remove(key);
    }
  }
}
