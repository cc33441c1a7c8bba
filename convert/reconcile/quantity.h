/*
 * quantity.h - targets and results of indicators as people write them.
 *
 *     ≥95%   不低于 95%   95%以上   >370 个   7 日内   ≥ | 96.7 | 万人
 *
 * Only what has one meaning is understood: one number, with a comparison
 * right beside it.  「选调 4 人、培训 3 次」 has none.
 *
 * Memory   In the arena given.
 */
#ifndef RECONCILE_QUANTITY_H
#define RECONCILE_QUANTITY_H

#include "base/decimal.h"
#include "base/text.h"

enum quantity_sense {
    QUANTITY_BARE, /* a number alone */
    QUANTITY_AT_LEAST,
    QUANTITY_MORE,
    QUANTITY_AT_MOST,
    QUANTITY_LESS,
    QUANTITY_EXACTLY,
};

struct quantity {
    enum quantity_sense sense;
    struct decimal number; /* of 'unit': 万人 is 10,000 times 人 */
    int decimals;          /* how precise that is: -2 for 96.70 万人 */
    struct text unit;    /* folded, without 万 and 亿; "%" too; "" for none */
    struct text written; /* the same with 万 and 亿 */
    bool borrowed;       /* the unit is that of the target */
};

/*
 * A target: its text, and where the form has columns for them its nature
 * (≥ ＝ 定性) and unit; these may be "".
 */
bool quantity_parse_target(struct arena *arena, struct text target,
                           struct text nature, struct text unit,
                           struct quantity *out);
/* A result: a number and perhaps a unit, nothing else; of the target's unit
   where it has none. */
bool quantity_parse_actual(struct arena *arena, struct text actual,
                           const struct quantity *target, struct quantity *out);
/* A result that is money, in yuan: 639.15 of the unit 万元. */
bool quantity_parse_amount(struct arena *arena, struct text actual,
                           struct text unit, struct quantity *out);

enum quantity_verdict { QUANTITY_MET, QUANTITY_MISSED, QUANTITY_UNCLEAR };
enum quantity_verdict quantity_compare(const struct quantity *target,
                                       const struct quantity *actual);

#endif
