/*
 * kept.c - any bytes as a kept file, and the sheets that it keeps.
 *
 *   JSON     what is read and written is read as the same again
 *   sheets   what stood comes back as it stood, with the figures it had
 */
#include "canon/kept.h"

#include "place/locate.h"
#include "port/export.h"
#include "port/import.h"
#include "remap/migrate.h"
#include "store/json.h"
#include "support/fuzz.h"
#include "support/show_store.h"

static void
check_json(struct arena *arena, const struct kept *kept)
{
    struct diag_list diags = { .arena = arena };
    struct text shown = show_kept(arena, kept);
    const struct kept *again
        = json_read_kept(arena, fuzz_mappings()->words, "again", shown, &diags);

    FUZZ_HOLDS(again != NULL);
    FUZZ_EQUAL(shown, show_kept(arena, again));
}

static void
check_sheets(struct arena *arena, const struct kept *kept,
             const struct template_rule *template)
{
    struct diag_list diags = { .arena = arena };
    struct book *stood = export_kept_book(arena, kept, "stood");
    struct model *model = import_book(
        arena, locate_book(arena, stood, template, &diags), &diags);
    struct exported back = export_book(arena, template, model, kept, &diags);

    fuzz_show(&diags);
    for (int s = 0, k = 0; s < stood->n_sheets; s++, k++) {
        int row, col;

        while (k < back.book->n_sheets
               && !text_equal(back.book->sheets[k].name, stood->sheets[s].name))
            k++;
        FUZZ_HOLDS(k < back.book->n_sheets);
        FUZZ_HOLDS(grid_equal(stood, &stood->sheets[s], back.book,
                              &back.book->sheets[k], &row, &col));
    }
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    const struct mapping_set *set = fuzz_mappings();
    struct kept *kept
        = json_read_kept(arena, fuzz_mappings()->words, "fuzz", in, diags);
    const struct template_rule *from, *to;

    FUZZ_HOLDS(kept ? !diag_has_errors(diags) : diag_has_errors(diags));
    if (kept == NULL)
        return;
    check_json(arena, kept);
    from = mapping_find(set, kept->template_id);
    to = mapping_find(set, kept->written_as);
    if (from == NULL)
        return;
    check_sheets(arena, kept, from);
    if (to != NULL && migrate_is_kept(kept)) {
        struct migrate_past past = migrate_recall(arena, kept, from, to);

        migrate_back(arena, &past, past.was, diags);
    }
}

FUZZ_TARGET(run)
