package androidx.lifecycle;

/** Ours, in the form of the library's class of this name. */
public interface Observer<T> { void onChanged(T value); }
