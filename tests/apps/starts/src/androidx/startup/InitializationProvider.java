package androidx.startup;

import android.content.ComponentName;
import android.content.ContentProvider;
import android.content.ContentValues;
import android.content.Context;
import android.database.Cursor;
import android.net.Uri;
import android.os.Bundle;

/** Does in short what the library's class of this name does: makes the classes that its meta-data name, and calls them. */
public class InitializationProvider extends ContentProvider {
  @Override public boolean onCreate() {
    try {
      Context c = getContext();
      Bundle data = c.getPackageManager().getProviderInfo(new ComponentName(c.getPackageName(), getClass().getName()), 128).metaData;
      for (String key : data.keySet()) {
        if ("androidx.startup".equals(data.getString(key, null))) start(c, Class.forName(key));
      }
    } catch (Exception e) { throw new IllegalStateException(e); }
    return true;
  }
  private static void start(Context c, Class<?> kind) throws Exception {
    Initializer<?> made = (Initializer<?>) kind.getDeclaredConstructor().newInstance();
    for (Class<?> needed : made.dependencies()) start(c, needed);
    made.create(c);
  }
  @Override public Cursor query(Uri u, String[] p, String s, String[] a, String o) { return null; }
  @Override public String getType(Uri u) { return null; }
  @Override public Uri insert(Uri u, ContentValues v) { return null; }
  @Override public int delete(Uri u, String s, String[] a) { return 0; }
  @Override public int update(Uri u, ContentValues v, String s, String[] a) { return 0; }
}
