package com.example.flutterlike;

public class MainActivity extends io.flutter.embedding.android.FlutterActivity {}
