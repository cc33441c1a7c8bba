/*
 * near.h - the right word nearest to a wrong one, for messages.
 *
 * Memory   Found words point into the candidates; those of the schema live
 *          as long as it does.
 */
#ifndef MAPPING_NEAR_H
#define MAPPING_NEAR_H

#include "canon/schema.h"

struct near {
    struct text word;
    int limit;         /* farther is not near */
    struct text found; /* "" while nothing is near; of equally near ones the
                          first, or one that begins with the word */
};

struct near near_of(struct text word);
void near_try(struct near *near, struct text candidate);

struct text near_table(const struct vocabulary *words, struct text word);
/* An item that has this measure in the table ("": any measure). */
struct text near_item(const struct schema_table *table, struct text word,
                      struct text measure);
/* A measure that this item has in the table. */
struct text near_measure(const struct schema_table *table, struct text item,
                         struct text word);
/* Has the table an item of that name, with whatever measure? */
bool near_is_item(const struct schema_table *table, struct text item);

#endif
