package com.bun.miitmdid.interfaces;

/** Stands for the Mobile Security Alliance's interface of this name. */
public interface IdSupplier { String getOAID(); String getVAID(); String getAAID(); }
