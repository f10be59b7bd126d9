package kotlinx.coroutines;

/** Ours, in the form of the library's class of this name. */
import kotlin.coroutines.Continuation;
import kotlin.jvm.functions.Function2;

public final class BuildersKt {
  /** Starts the block on another thread, as a dispatcher would. */
  public static void launch(final Object scope, final Function2<Object, ? super Continuation<?>, ?> block) {
    new Thread(new Runnable() { @Override public void run() { block.invoke(scope, null); } }).start();
  }
}
