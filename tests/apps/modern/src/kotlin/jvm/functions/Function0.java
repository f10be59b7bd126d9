package kotlin.jvm.functions;

/** Ours, in the form of the library's class of this name. */
public interface Function0<R> { R invoke(); }
