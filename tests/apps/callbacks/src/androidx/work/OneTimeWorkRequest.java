package androidx.work;

/** Stands for the library's class of this name. */
public final class OneTimeWorkRequest extends WorkRequest {
  OneTimeWorkRequest(String name) { super(name); }
  public static final class Builder {
    final String name;
    public Builder(Class<? extends ListenableWorker> kind) { name = kind.getName(); }
    public OneTimeWorkRequest build() { return new OneTimeWorkRequest(name); }
  }
}
