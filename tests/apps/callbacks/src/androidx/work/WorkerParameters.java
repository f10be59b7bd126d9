package androidx.work;

/** Stands for the library's class of this name. */
public class WorkerParameters {}
