package kotlin;

/** Ours, in the form of the library's class of this name. */
public interface Lazy<T> { T getValue(); }
