package com.example.timing;

final class Reads {
  static String last;
}
