package androidx.work;

/** Stands for the library's class of this name. */
public class WorkManager {
  static String waiting;
  public static WorkManager getInstance(android.content.Context c) { return new WorkManager(); }
  public Object enqueue(WorkRequest r) { waiting = r.name; return null; }
}
