package androidx.work;

/** Stands for the library's class of this name. */
public abstract class Worker extends ListenableWorker {
  public Worker(android.content.Context c, WorkerParameters p) { super(c, p); }
  public abstract Result doWork();
  @Override public final Object startWork() { return doWork(); }
}
