/*
 * item.h - an item by its form: a code, or a member of a list.
 *
 *     210  21015  2101550    a code of 3, 5 or 7 digits: 类, 款, 项
 *     2101550.2              the second row of a code
 *     indicator.7            a member: of the list "indicator.", number 7
 *
 * Which items a table has, the schema says (canon/schema.h); here they are
 * only taken apart and put together.  Codes on sheets and in code lists are
 * of the same form.
 *
 * Memory   item_member makes its text in the arena; all else points into what
 *          is given.
 * Limits   A list has at most ITEM_MEMBERS members.
 */
#ifndef CANON_ITEM_H
#define CANON_ITEM_H

#include "base/text.h"

#define ITEM_LEVELS 3 /* 1 类, 2 款, 3 项 */
#define ITEM_MEMBERS 999999
/* Of the longest codes. */
#define ITEM_FUNCTIONAL_DIGITS 7
#define ITEM_ECONOMIC_DIGITS 5

/* The level of a code; 0: it is none. */
int item_level(struct text code);
bool item_is_code(struct text t);
/* The code of a level that begins a code: 210 of 2101550 at 1; the code itself
   at its own level and beyond, "" at 0. */
struct text item_code_at(struct text code, int level);
/* The digits that a level adds: 15 of 2101550 at 2; "" where the code has no
   such level; all of them at 0. */
struct text item_digits_at(struct text code, int level);
/* The code that an item is a row of: 2101550 of 2101550 and of 2101550.2;
   TEXT_NONE of any other item. */
struct text item_code(struct text item);

/* "indicator.7" → 7 and "indicator."; any other item → 0 and the item. */
int item_number(struct text item, struct text *list);
/* The number of a member of this list, 0 of any other item. */
int item_number_in(struct text list, struct text item);
/* "indicator." and 7 → "indicator.7". */
struct text item_member(struct arena *arena, struct text list, int number);
/* Digits that may be a member's number, without zeros in front; 0: not so. */
int item_parse_number(struct text digits);

#endif
