package androidx.startup;

/** Stands for the library's interface of this name. */
public interface Initializer<T> {
  T create(android.content.Context context);
  java.util.List<Class<? extends Initializer<?>>> dependencies();
}
