package io.dcloud;

/** Ours, under the name of the framework's class. */
public class PandoraEntry extends android.app.Activity {}
