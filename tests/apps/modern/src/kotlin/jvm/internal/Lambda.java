package kotlin.jvm.internal;

/** Ours, in the form of the library's class of this name. */
public abstract class Lambda { final int arity; public Lambda(int arity) { this.arity = arity; } }
