package com.example.unitylike;

public class MainActivity extends com.unity3d.player.UnityPlayerActivity {}
