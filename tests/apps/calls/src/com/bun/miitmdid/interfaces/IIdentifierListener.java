package com.bun.miitmdid.interfaces;

/** Stands for the Mobile Security Alliance's interface of this name. */
public interface IIdentifierListener { void OnSupport(boolean isSupported, IdSupplier supplier); }
