package kotlin.jvm.functions;

/** Ours, in the form of the library's class of this name. */
public interface Function2<A, B, R> { R invoke(A a, B b); }
