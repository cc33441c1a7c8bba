/* locate_words.c - the longest of some words at one end of a text. */
#include "place/locate_words.h"

size_t
locate_words_begin(struct text t, const char *const *words, int n)
{
    size_t most = 0;

    for (int i = 0; i < n; i++) {
        size_t k = 0;

        while (k < t.n && words[i][k] != '\0' && words[i][k] == t.at[k])
            k++;
        if (k > most && words[i][k] == '\0')
            most = k;
    }
    return most;
}

size_t
locate_words_end(struct text t, const char *const *words, int n)
{
    size_t most = 0;

    for (int i = 0; i < n && t.n > 0; i++) {
        struct text word = text_of(words[i]);

        if (word.n > most && word.at[word.n - 1] == t.at[t.n - 1]
            && text_ends(t, word))
            most = word.n;
    }
    return most;
}
