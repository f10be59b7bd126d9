package kotlin.coroutines.jvm.internal;

/** Ours, in the form of the library's class of this name. */
import kotlin.coroutines.Continuation;

public abstract class BaseContinuationImpl implements Continuation<Object> {
  public Continuation<?> create(Object value, Continuation<?> completion) { throw new UnsupportedOperationException(); }
  protected abstract Object invokeSuspend(Object result);
  @Override public final void resumeWith(Object result) { invokeSuspend(result); }
}
