package com.example.reactlike;

public class MainActivity extends com.facebook.react.ReactActivity {}
