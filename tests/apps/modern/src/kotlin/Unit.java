package kotlin;

/** Ours, in the form of the library's class of this name. */
public final class Unit { public static final Unit INSTANCE = new Unit(); private Unit() {} }
