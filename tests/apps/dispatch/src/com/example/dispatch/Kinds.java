package com.example.dispatch;

/** The classes that Main's calls may mean. */
final class Kinds {
  interface Source { String read(); }
  static final class Real implements Source {
    @Override public String read() { return Main.phone.getDeviceId(); }
  }
  static final class Listed implements Source {
    @Override public String read() { return Main.phone.getSubscriberId(); }
  }
  /** Twin: implements it too, is never made. */
  static final class NeverMade implements Source {
    @Override public String read() { return Main.phone.getLine1Number(); }
  }

  static class Parent {
    String id() { return Main.phone.getLine1Number(); }
  }
  static final class Child extends Parent {
    @Override String id() { return Main.phone.getDeviceId(); }
  }

  static class SuperParent {
    String id() { return Main.phone.getSubscriberId(); }
  }
  static final class CallsSuper extends SuperParent {
    @Override String id() { return super.id() + "!"; }
  }

  static class Ancestor {
    String inherited() { return Main.phone.getDeviceId(); }
  }
  static class Between extends Ancestor {}
  static final class Inherits extends Between {}

  abstract static class Template {
    final void go() { step(); }
    abstract void step();
  }
  static final class Filled extends Template {
    @Override void step() { Main.kept = Main.phone.getDeviceId(); }
  }
  static final class FilledOtherwise extends Template {
    @Override void step() { Main.kept = Main.phone.getLine1Number(); }
  }

  /** Its class initialiser runs when the field is first read. */
  static final class Holder {
    static final Holder one = new Holder();
    static final String early = Main.phone.getSubscriberId();
    String id() { return Main.phone.getDeviceId(); }
  }

  interface Made { String make(); }
  static final class MadeOne implements Made {
    @Override public String make() { return Main.phone.getDeviceId(); }
  }
  static final class MadeTwo implements Made {
    @Override public String make() { return Main.phone.getSubscriberId(); }
  }
}
