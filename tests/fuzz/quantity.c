/*
 * quantity.c - four lines as a target, its nature and unit, and a result.
 *
 * A target that is met says so of itself; a result without a unit is of the
 * target's.
 */
#include "reconcile/quantity.h"

#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct text target = fuzz_line(&in), nature = fuzz_line(&in);
    struct text unit = fuzz_line(&in);
    struct quantity want, got;

    (void)diags;
    if (!quantity_parse_target(arena, target, nature, unit, &want))
        return;
    FUZZ_HOLDS(want.sense >= QUANTITY_BARE && want.sense <= QUANTITY_EXACTLY);
    if (!quantity_parse_actual(arena, in, &want, &got))
        return;
    quantity_compare(&want, &got);
    if (want.sense != QUANTITY_MORE && want.sense != QUANTITY_LESS)
        FUZZ_HOLDS(quantity_compare(&want, &want) != QUANTITY_MISSED);
}

FUZZ_TARGET(run)
