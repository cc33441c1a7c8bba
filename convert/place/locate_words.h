/*
 * locate_words.h - which of a list of words a text begins or ends with.
 *
 * Memory   None is taken; results point into the text.
 */
#ifndef PLACE_LOCATE_WORDS_H
#define PLACE_LOCATE_WORDS_H

#include "base/text.h"

/* Bytes of a Chinese character. */
#define LOCATE_CHARACTER 3

/* Bytes of the longest of n words at an end of the text; 0: none is. */
size_t locate_words_begin(struct text t, const char *const *words, int n);
size_t locate_words_end(struct text t, const char *const *words, int n);

/* The same of an array of words. */
#define BEGINS(t, words) locate_words_begin((t), (words), ARRAY_LEN(words))
#define ENDS(t, words) locate_words_end((t), (words), ARRAY_LEN(words))
#define IS_ONE(t, words) ((t).n > 0 && BEGINS((t), (words)) == (t).n)

/* The text without n bytes at an end. */
static inline struct text
sans_head(struct text t, size_t n)
{
    return text_slice(t, n, t.n);
}

static inline struct text
sans_end(struct text t, size_t n)
{
    return text_slice(t, 0, t.n - n);
}

#endif
