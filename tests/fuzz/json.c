/* json.c - any bytes as JSON: a tree, or an error. */
#include <stdlib.h>

#include "base/tree.h"
#include "support/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena arena = { .budget = (size_t)1 << 28 };
    struct diag_list diags = { .arena = &arena };
    struct text t = { (const char *)bytes, n };
    const struct node *node = tree_read_json(&arena, "fuzz", t, &diags);

    if (node ? diags.n != 0 : !diag_has_errors(&diags))
        abort();
    arena_release(&arena);
    return 0;
}
