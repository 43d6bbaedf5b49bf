// Puts a file into the program as it is: the bytes from symbol_begin to symbol_end.
#pragma once

// An assembler directive costs nothing at compile time, unlike an array of a hundred thousand
// numbers, and has no limit on its length, unlike a string literal.
#define FARMLINT_EMBED(symbol, path)                                                         \
  __asm__(".section .rodata\n.balign 16\n" #symbol "_begin:\n.incbin \"" path "\"\n" #symbol \
          "_end:\n.byte 0\n.text\n");                                                        \
  extern "C" __attribute__((visibility("hidden"))) const char symbol##_begin[];              \
  extern "C" __attribute__((visibility("hidden"))) const char symbol##_end[]
