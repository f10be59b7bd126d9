package com.example.timing;

import java.util.HashMap;
import java.util.Map;

/** Values that are asked for and come later, in the manner of a data store. */
final class DataStore {
  interface Reader<T> { void onValue(T value); }
  static final class Key<T> {
    final String name;
    Key(String name) { this.name = name; }
  }
  static final Key<Boolean> CONSENT = new Key<Boolean>("consent_given");
  private static final Map<String, Object> VALUES = new HashMap<String, Object>();
  static <T> void edit(Key<T> key, T value) { VALUES.put(key.name, value); }
  @SuppressWarnings("unchecked") static <T> void data(final Key<T> key, final Reader<T> reader) {
    new Thread(new Runnable() {
      @Override public void run() { reader.onValue((T) VALUES.get(key.name)); }
    }).start();
  }
}
