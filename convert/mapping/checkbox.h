/*
 * checkbox.h - a line of choices with a mark beside each: 优☑ 良□ 中□ 差□.
 *
 * Marks are ☑ ✓ ✔ √ ■ ● ☒ for ticked, □ ☐ ○ ◯ for not, the Wingdings letters
 * R and £ and their private-use twins U+F052 and U+F0A3, each before or after
 * its choice, also in brackets, 优（√） 良（ ）, where x and v tick, too.
 * Choices may be in cells of their own, the ticked one with a √:
 * 优√ | 良 | 中 | 差.
 *
 * What checkbox_show() writes checkbox_read() reads.
 *
 * Memory   Texts are in 'arena', or point into the mapping or the text read.
 */
#ifndef MAPPING_CHECKBOX_H
#define MAPPING_CHECKBOX_H

#include "mapping/mapping.h"

/*
 * The ticked choice's value; several are joined with 、.  TEXT_NONE when
 * nothing is ticked.  A ticked text that is no choice of the mapping is
 * returned as written, and *unknown is set.
 */
struct text checkbox_read(struct arena *arena, const struct ticks *ticks,
                          struct text t, bool *unknown);
/* All choices, those of 'value' ticked. */
struct text checkbox_show(struct arena *arena, const struct ticks *ticks,
                          struct text value);

/* The only choice that a text says, with or without a mark, or -1. */
int checkbox_choice(struct arena *arena, const struct ticks *ticks,
                    struct text t);
/* One choice as it is in a cell of its own. */
struct text checkbox_show_one(struct arena *arena, const struct ticks *ticks,
                              int choice, struct text value);
/* Is every choice of the value, or none, among the choices? */
bool checkbox_has(const struct ticks *ticks, struct text value);

#endif
