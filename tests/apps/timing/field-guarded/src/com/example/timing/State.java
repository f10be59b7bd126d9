package com.example.timing;

final class State {
  static boolean agreed;
}
