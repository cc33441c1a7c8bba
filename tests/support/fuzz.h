/*
 * fuzz.h - what every fuzz target of tests/fuzz defines.
 *
 * `make fuzz T=json` links it with clang's fuzzer, `make fuzz-short` with
 * fuzz.c, which runs the files of tests/fuzz/corpus/T once.
 */
#ifndef SUPPORT_FUZZ_H
#define SUPPORT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Returns 0; anything wrong aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
