package kotlin;

/** Ours, in the form of the library's class of this name. */
import kotlin.jvm.functions.Function0;

public final class LazyKt {
  public static <T> Lazy<T> lazy(Function0<? extends T> make) { return new SynchronizedLazyImpl<T>(make); }
}
final class SynchronizedLazyImpl<T> implements Lazy<T> {
  private Function0<? extends T> make;
  private volatile Object value;
  SynchronizedLazyImpl(Function0<? extends T> make) { this.make = make; }
  @SuppressWarnings("unchecked") @Override public T getValue() {
    if (value == null) value = make.invoke();
    return (T) value;
  }
}
