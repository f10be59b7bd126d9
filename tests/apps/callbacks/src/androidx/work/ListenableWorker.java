package androidx.work;

/** Stands for the library's class of this name. */
public abstract class ListenableWorker {
  public abstract static class Result {}
  public ListenableWorker(android.content.Context c, WorkerParameters p) {}
  public abstract Object startWork();
}
