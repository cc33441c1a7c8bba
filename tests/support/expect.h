/*
 * expect.h - what a test program asks, and how it answers.
 *
 * A case begins with expect_begin().  It passes when it has an EXPECT and none
 * of them fails; expect_skip() leaves it out.  Failures are printed as they
 * happen; expect_finish() prints the one line that tests/support/run.sh adds
 * up, "text_test: 45 passed, 0 failed", and returns what main() is to return.
 *
 * Memory   None; what is compared is the caller's.
 */
#ifndef SUPPORT_EXPECT_H
#define SUPPORT_EXPECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void expect_begin(const char *name);
/* The case could not be asked here: it counts neither as passed nor failed. */
void expect_skip(const char *why);
/* What was measured, for the last line: "text_test (99.9 %): 45 passed …" */
void expect_note(const char *measured);
int expect_finish(void);

/* Each returns whether it holds. */
#define EXPECT(condition)                                                      \
    expect_true((condition) ? true : false, #condition, __FILE__, __LINE__)
#define EXPECT_INT(want, got)                                                  \
    expect_int((int64_t)(want), (int64_t)(got), __FILE__, __LINE__)
/* NUL-terminated; NULL equals only NULL. On failure the lines that differ. */
#define EXPECT_TEXT(want, got) expect_text((want), (got), __FILE__, __LINE__)
/* The same for a struct text as 'got'. */
#define EXPECT_BYTES(want, got)                                                \
    expect_bytes((want), (got).at, (got).n, __FILE__, __LINE__)

bool expect_true(bool holds, const char *condition, const char *file, int line);
bool expect_int(int64_t want, int64_t got, const char *file, int line);
bool expect_text(const char *want, const char *got, const char *file, int line);
bool expect_bytes(const char *want, const char *got, size_t n, const char *file,
                  int line);

#endif
