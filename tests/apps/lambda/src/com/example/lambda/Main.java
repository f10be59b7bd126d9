package com.example.lambda;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;
import java.util.Arrays;
import java.util.function.Supplier;

/** Lambdas that stay lambdas: invoke-custom in the DEX, invokedynamic in the class file. */
public class Main extends Activity {
  static TelephonyManager phone;
  static String kept;
  interface Reader {
    String read(String tag);
    /** A default method. */
    default String twice(String tag) { return read(tag) + phone.getSubscriberId(); }
    /** A static method of an interface. */
    static String plain() { return phone.getDeviceId(); }
  }

  @Override public void onCreate(Bundle b) {
    super.onCreate(b);
    phone = (TelephonyManager) getSystemService("phone");
    Runnable r = () -> kept = phone.getDeviceId();                 // lambda$onCreate$0
    new Thread(r).start();
    String tag = "tag" + b;
    Reader own = t -> t + tag + phone.getLine1Number();            // lambda$onCreate$1, captures
    kept = own.twice("x");
    Supplier<String> s = Main::byStaticReference;
    kept = s.get();
    Supplier<String> bound = new Holder()::byBoundReference;
    kept = bound.get();
    Supplier<Holder> maker = MadeHolder::new;
    kept = maker.get().byBoundReference();
    findViewById(1).setOnClickListener(v -> kept = phone.getSubscriberId());   // lambda$onCreate$2
    Arrays.asList("a", "b").forEach(x -> kept = x + phone.getDeviceId());      // lambda$onCreate$3
    kept = Reader.plain();
  }
  static String byStaticReference() { return phone.getDeviceId(); }
  /** Nothing calls it, so its lambda never exists. */
  static Runnable never() { return () -> kept = phone.getLine1Number(); }      // lambda$never$4
  /** Nothing refers to it. */
  static String notReferred() { return phone.getLine1Number(); }

  static class Holder {
    String byBoundReference() { return phone.getDeviceId(); }
  }
  static final class MadeHolder extends Holder {
    MadeHolder() { kept = phone.getSubscriberId(); }
  }
}
