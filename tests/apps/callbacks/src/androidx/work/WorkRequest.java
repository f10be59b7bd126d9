package androidx.work;

/** Stands for the library's class of this name. */
public abstract class WorkRequest {
  final String name;
  protected WorkRequest(String name) { this.name = name; }
}
