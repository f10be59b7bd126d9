package com.example.timing;

import android.content.Context;
import android.provider.CalendarContract;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;

/** A coroutine's body, as Kotlin compiles it. */
final class Collect extends SuspendLambda implements Function2<Object, Continuation<?>, Object> {
  private final Context c;
  Collect(Context c, Continuation<?> k) {
    super(2, k);
    this.c = c;
  }
  @Override public Continuation<?> create(Object value, Continuation<?> k) { return new Collect(c, k); }
  @Override public Object invoke(Object scope, Continuation<?> k) { return ((Collect) create(scope, k)).invokeSuspend(Unit.INSTANCE); }
  @Override protected Object invokeSuspend(Object result) {
    if (c.getSharedPreferences("privacy", 0).getBoolean("agreed", false)) c.getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null);
    return Unit.INSTANCE;
  }
}
