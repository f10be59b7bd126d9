package androidx.activity.result;

/** Ours, in the form of the library's class of this name. */
public interface ActivityResultCallback<O> { void onActivityResult(O result); }
