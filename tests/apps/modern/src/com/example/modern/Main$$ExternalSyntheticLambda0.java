package com.example.modern;

/** A lambda as D8 writes it. */
public final class Main$$ExternalSyntheticLambda0 implements Runnable {
  @Override public final void run() { Main.lambda$onCreate$0(); }
}
