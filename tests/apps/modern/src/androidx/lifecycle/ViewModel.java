package androidx.lifecycle;

/** Ours, in the form of the library's class of this name. */
public abstract class ViewModel {}
