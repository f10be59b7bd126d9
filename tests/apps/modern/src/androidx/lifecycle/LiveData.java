package androidx.lifecycle;

/** Ours, in the form of the library's class of this name. */
import java.util.ArrayList;
import java.util.List;

public class LiveData<T> {
  private final List<Observer<? super T>> observers = new ArrayList<Observer<? super T>>();
  public void observe(Object owner, Observer<? super T> o) { observers.add(o); }
  public void setValue(T value) { for (Observer<? super T> o : observers) o.onChanged(value); }
}
