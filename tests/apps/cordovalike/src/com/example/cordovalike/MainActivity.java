package com.example.cordovalike;

public class MainActivity extends org.apache.cordova.CordovaActivity {}
