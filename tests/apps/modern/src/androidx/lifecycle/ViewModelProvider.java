package androidx.lifecycle;

/** Ours, in the form of the library's class of this name. */
public class ViewModelProvider {
  public ViewModelProvider(Object owner) {}
  public <T extends ViewModel> T get(Class<T> kind) {
    try { return kind.newInstance(); } catch (Exception e) { throw new IllegalStateException(e); }
  }
}
