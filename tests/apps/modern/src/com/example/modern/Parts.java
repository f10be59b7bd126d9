package com.example.modern;

import androidx.activity.result.ActivityResultCallback;
import androidx.lifecycle.Observer;
import androidx.lifecycle.ViewModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function0;
import kotlin.jvm.functions.Function2;
import kotlin.jvm.internal.Lambda;

/** What Main uses, one class for each idiom. */
final class Parts {
  static void twice(Function0<Unit> f) { f.invoke(); f.invoke(); }
  static final class FunctionLambda extends Lambda implements Function0<Unit> {
    FunctionLambda() { super(0); }
    @Override public Unit invoke() { Main.kept = Main.phone.getDeviceId(); return Unit.INSTANCE; }
  }
  static final class Coroutine extends SuspendLambda implements Function2<Object, Continuation<?>, Object> {
    Coroutine(Continuation<?> c) { super(2, c); }
    @Override public Continuation<?> create(Object value, Continuation<?> c) { return new Coroutine(c); }
    @Override public Object invoke(Object scope, Continuation<?> c) { return ((Coroutine) create(scope, c)).invokeSuspend(Unit.INSTANCE); }
    @Override protected Object invokeSuspend(Object result) { Main.kept = Main.phone.getDeviceId(); return Unit.INSTANCE; }
  }
  static final class Single {
    static final Single INSTANCE = new Single();
    private Single() { Main.kept = Main.phone.getSubscriberId(); }
    String read() { return Main.phone.getDeviceId(); }
  }
  static final class LazyBody extends Lambda implements Function0<String> {
    LazyBody() { super(0); }
    @Override public String invoke() { return Main.phone.getDeviceId(); }
  }
  /** Made, but its value is never asked for. */
  static final class LazyNeverAsked extends Lambda implements Function0<String> {
    LazyNeverAsked() { super(0); }
    @Override public String invoke() { return Main.phone.getLine1Number(); }
  }
  static final class OnData implements Observer<String> {
    @Override public void onChanged(String s) { Main.kept = Main.phone.getDeviceId(); }
  }
  public static final class Model extends ViewModel {
    public Model() { Main.kept = Main.phone.getSubscriberId(); }
    void load() { Main.kept = Main.phone.getDeviceId(); }
  }
  static final class OnResult implements ActivityResultCallback<Object> {
    @Override public void onActivityResult(Object o) { Main.kept = Main.phone.getDeviceId(); }
  }
  interface Api { String user(); }
  static final class Handler implements InvocationHandler {
    @Override public Object invoke(Object proxy, Method m, Object[] a) { return Main.phone.getDeviceId(); }
  }
  /** Twin: a handler that nothing uses. */
  static final class OtherHandler implements InvocationHandler {
    @Override public Object invoke(Object proxy, Method m, Object[] a) { return Main.phone.getLine1Number(); }
  }
  enum Kind {
    FIRST { @Override String read() { return Main.phone.getSubscriberId(); } },
    SECOND { @Override String read() { return Main.phone.getDeviceId(); } };
    abstract String read();
  }
  interface Provider<T> { T get(); }
  static final class IdProvider implements Provider<String> {
    @Override public String get() { return Main.phone.getDeviceId(); }
  }
  static final class OtherProvider implements Provider<String> {
    @Override public String get() { return Main.phone.getLine1Number(); }
  }
}
