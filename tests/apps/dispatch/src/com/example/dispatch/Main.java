package com.example.dispatch;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.TelephonyManager;
import dalvik.system.DexClassLoader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Which method is it that a call means? */
public class Main extends Activity {
  static TelephonyManager phone;
  static String kept;

  @Override public void onCreate(Bundle b) {
    super.onCreate(b);
    phone = (TelephonyManager) getSystemService("phone");
    byInterface(new Kinds.Real());
    byList();
    byOverride();
    bySuper();
    byInheritance();
    byTemplate();
    byHolder();
    byFactory(3);
    try { Reflected.all(this); } catch (Exception e) { kept = e.getMessage(); }
  }
  void byInterface(Kinds.Source s) { kept = s.read(); }
  void byList() {
    List<Kinds.Source> all = new ArrayList<Kinds.Source>();
    all.add(new Kinds.Listed());
    for (Kinds.Source s : all) kept = s.read();
  }
  void byOverride() { Kinds.Parent p = new Kinds.Child(); kept = p.id(); }
  void bySuper() { new Kinds.CallsSuper().id(); }
  void byInheritance() { kept = new Kinds.Inherits().inherited(); }
  void byTemplate() { new Kinds.Filled().go(); }
  void byHolder() { Kinds.Holder.one.id(); }
  void byFactory(int n) { Kinds.Made m = n > 2 ? new Kinds.MadeOne() : new Kinds.MadeTwo(); kept = m.make(); }
}
