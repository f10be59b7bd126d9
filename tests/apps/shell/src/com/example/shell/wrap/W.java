package com.example.shell.wrap;

import android.app.Application;
import android.content.Context;
import dalvik.system.DexClassLoader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.InputStream;

/** A packer that nobody knows: decrypts an asset into a DEX file and loads it. */
public class W extends Application {
  static ClassLoader real;
  @Override protected void attachBaseContext(Context c) {
    super.attachBaseContext(c);
    try {
      File out = new File(c.getFilesDir(), "p.dex");
      InputStream in = c.getAssets().open("p.dat");
      FileOutputStream to = new FileOutputStream(out);
      for (int b = in.read(); b >= 0; b = in.read()) to.write(b ^ 0x5a);
      to.close();
      real = new DexClassLoader(out.getPath(), c.getCacheDir().getPath(), null, c.getClassLoader());
    } catch (Exception e) { throw new IllegalStateException(e); }
  }
}
