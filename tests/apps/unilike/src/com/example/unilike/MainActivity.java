package com.example.unilike;

public class MainActivity extends io.dcloud.PandoraEntry {}
