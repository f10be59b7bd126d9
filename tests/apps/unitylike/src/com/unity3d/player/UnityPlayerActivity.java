package com.unity3d.player;

/** Ours, under the name of the framework's class. */
public class UnityPlayerActivity extends android.app.Activity {}
