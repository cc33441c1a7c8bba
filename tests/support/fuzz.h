/*
 * fuzz.h - what a fuzz target is made of.
 *
 *     static void
 *     run(struct arena *arena, struct text in, struct diag_list *diags)
 *     {
 *         FUZZ_HOLDS(...);
 *     }
 *
 *     FUZZ_TARGET(run)
 *
 * `make fuzz T=json` links it with clang's fuzzer, `make check` with
 * fuzz_main.c, for which each file of tests/fuzz/corpus/json is a case.
 *
 * Memory   The arena is the input's and has a budget; an input that spends it
 *          is left as the tool leaves a file.  What is made once for all
 *          inputs has its own arena.
 */
#ifndef SUPPORT_FUZZ_H
#define SUPPORT_FUZZ_H

#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "mapping/mapping.h"

typedef void (*fuzz_run_fn)(struct arena *arena, struct text in,
                            struct diag_list *diags);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
void fuzz_run(fuzz_run_fn run, const uint8_t *bytes, size_t n);

#define FUZZ_TARGET(run)                                                       \
    int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)                 \
    {                                                                          \
        fuzz_run(run, bytes, n);                                               \
        return 0;                                                              \
    }

/* A law that must hold; else it is named and the program aborts. */
#define FUZZ_HOLDS(condition)                                                  \
    ((condition) ? (void)0 : fuzz_broken(#condition, __FILE__, __LINE__))
/* Texts that must be equal; both are shown. */
#define FUZZ_EQUAL(want, got) fuzz_equal((want), (got), __FILE__, __LINE__)
/* A reader gave a result, or at least one error. */
#define FUZZ_ANSWERED(result, diags)                                           \
    FUZZ_HOLDS((result) || diag_has_errors(diags))

/* Each is shown, as text and as a line that is JSON.  That is done with what
   the target was given; a list of its own is for the target to show. */
void fuzz_show(const struct diag_list *diags);
/* No such thing was said; else it is shown. */
void fuzz_unsaid(const struct diag_list *diags, enum diag_code code);
_Noreturn void fuzz_broken(const char *law, const char *file, int line);
void fuzz_equal(struct text want, struct text got, const char *file, int line);

/* The mappings of the house, read at the first call. */
const struct mapping_set *fuzz_mappings(void);

/* The first line without its end, taken off the text. */
struct text fuzz_line(struct text *rest);
/* A number from a text that runs out: 0 to n - 1. */
int fuzz_below(struct text *choices, int n);

/* A stream into memory, and what was written to it. */
FILE *fuzz_stream(void);
struct text fuzz_written(struct arena *arena, FILE *stream);

#endif
