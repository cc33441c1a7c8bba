/* yaml.c - any bytes as YAML: a tree, or an error. */
#include "base/tree.h"
#include "support/fuzz.h"

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct node *node = tree_read_yaml(arena, "fuzz", in, diags);

    FUZZ_HOLDS(node ? diags->n == 0 : diag_has_errors(diags));
}

FUZZ_TARGET(run)
