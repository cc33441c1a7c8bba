/* decimal.c - any bytes as numbers, shown and read again; and as labels. */
#include "base/decimal.h"

#include <stdlib.h>

#include "support/fuzz.h"

static void
ask(enum decimal_result result, struct decimal d)
{
    struct decimal again;
    char shown[DECIMAL_TEXT_MAX];
    int n;

    if (result != DECIMAL_OK)
        return;
    n = decimal_show(d, shown);
    if (decimal_parse((struct text){ shown, (size_t)n }, &again) != DECIMAL_OK
        || again.units != d.units || again.scale != d.scale)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena = { 0 };
    struct text t = { (const char *)bytes, n };
    struct text folded = text_fold(&arena, t);
    struct decimal d = { 0 };

    ask(decimal_parse(t, &d), d);
    ask(decimal_parse_cell(t, &d), d);
    ask(decimal_parse_typed(t, &d), d);
    /* Bytes around a blank that goes may make a character together. */
    if (text_is_utf8(t) && text_fold(&arena, folded).at != folded.at)
        abort();
    text_sans_ordinal(folded);
    text_sans_tail(folded);
    text_trim(t);
    text_width(t);
    text_distance(t, folded, 3);
    text_glob(t, folded);
    arena_release(&arena);
    return 0;
}
