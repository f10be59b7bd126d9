package kotlin.coroutines.jvm.internal;

/** Ours, in the form of the library's class of this name. */
import kotlin.coroutines.Continuation;

public abstract class SuspendLambda extends BaseContinuationImpl { public SuspendLambda(int arity, Continuation<?> completion) {} }
