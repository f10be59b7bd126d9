package kotlin.coroutines;

/** Ours, in the form of the library's class of this name. */
public interface Continuation<T> { void resumeWith(Object result); }
