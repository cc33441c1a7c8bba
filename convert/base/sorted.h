/*
 * sorted.h - the one search in sorted lists.
 *
 *     int at;
 *
 *     SORTED_FIND(at, 0, grid->n_rows, grid->rows[at].row < row);
 *     if (at < grid->n_rows && grid->rows[at].row == row)
 *         ...
 *
 * Memory   None is taken.
 * Limits   'before' is evaluated some log2(end - from) times, for the index
 *          'at'; the items that it is true of must all come first.
 */
#ifndef BASE_SORTED_H
#define BASE_SORTED_H

/* Sets the int variable 'at' to the first index of [from, end) that the
   expression 'before' is not true of; to 'end' if there is none. */
#define SORTED_FIND(at, from, end, before)                                     \
    do {                                                                       \
        int low_ = (from), high_ = (end);                                      \
                                                                               \
        while (low_ < high_) {                                                 \
            (at) = low_ + (high_ - low_) / 2;                                  \
            if (before)                                                        \
                low_ = (at) + 1;                                               \
            else                                                               \
                high_ = (at);                                                  \
        }                                                                      \
        (at) = low_;                                                           \
    } while (0)

#endif
