/* migrate.c - what moves, what stays behind, and what comes back. */
#include "remap/migrate.h"

#include "base/pairs.h"
#include "port/import.h"
#include "port/import_filing.h"
#include "remap/align.h"
#include "remap/merge.h"
#include "remap/project.h"
#include "remap/year.h"

/* ---- whose filing it is ---- */

#define PROPERTY_MOST 255 /* characters of a document's property */

static int
count_characters(struct text t)
{
    int n = 0;

    for (size_t pos = 0; pos < t.n; n++)
        (void)text_next(t, &pos);
    return n;
}

/* What no sheet says of department and year, the document's properties do. */
static void
put_filing(struct arena *arena, struct written *migrated)
{
    const struct model *source = migrated->source;
    struct model *says = migrated->says;
    struct diag_list none = diag_none(arena);
    struct book *book = migrated->book;

    if (!text_same_words(arena, source->department, says->department)
        && count_characters(source->department) <= PROPERTY_MOST)
        book->department = source->department;
    if (source->fiscal_year != says->fiscal_year)
        book->year = source->fiscal_year;
    if (book->department.n == 0 && book->year == 0)
        return;
    /* No table depends on them. */
    says->department = TEXT_NONE;
    says->fiscal_year = 0;
    import_filing(arena, migrated->located, says, &none);
}

/* As its own sheet says, else the filing. */
static struct text
department_of(const struct model *model, const struct model_table *table)
{
    return table->department.n > 0 ? table->department : model->department;
}

int
migrate_report_filing(struct arena *arena, const struct written *migrated,
                      const struct template_rule *target, enum diag_level level,
                      struct diag_list *diags)
{
    const struct model *source = migrated->source;
    struct pairs *told = pairs_new(arena);
    int n = 0;

    for (int i = 0; i < source->n_tables; i++) {
        const struct model_table *table = &source->tables[i], *says;
        struct text department = department_of(source, table), year;
        struct place at;

        if (migrated->says_of[i] < 0)
            continue;
        says = &migrated->says->tables[migrated->says_of[i]];
        at = table->sheet.n == 0
                 ? PLACE_FILE(source->file)
                 : PLACE_SHEET(source->file, text_zero(arena, table->sheet));
        if (department.n > 0
            && !text_same_words(arena, department,
                                department_of(migrated->says, says))
            && pairs_add(told, TEXT("department"), department, 0) < 0) {
            diag_add_as(diags, DIAG_AS(DIAG_FACT_NO_PLACE, level), at,
                        target->place,
                        "%.*s has no place for the department '%.*s'",
                        TEXT_ARG(target->id), TEXT_ARG(department));
            n++;
        }
        year = text_printf(arena, "%d", table->year);
        if (table->year != 0 && says->year != table->year
            && pairs_add(told, TEXT("year"), year, 0) < 0) {
            diag_add_as(diags, DIAG_AS(DIAG_FACT_NO_PLACE, level), at,
                        target->place, "%.*s has no place for the year %.*s",
                        TEXT_ARG(target->id), TEXT_ARG(year));
            n++;
        }
    }
    return n;
}

/* ---- there ---- */

struct written
migrate_forward(struct arena *arena, const struct model *source,
                const struct kept *kept, const struct template_rule *target,
                struct diag_list *diags)
{
    const struct model *whole = source;
    struct written there;

    if (kept != NULL
        && (kept->template_id.n == 0
            || text_equal(kept->template_id, target->id))) {
        /* The same template: nothing moves. */
        there = remainder_draw(arena, target, source, kept, diags);
    } else {
        if (!text_equal(source->template_id, target->id))
            whole = year_into_fields(arena, source, target);
        there = project_model(arena, whole, target, diags);
        /* The years are behind the source's facts. */
        there.source = there.lost.model = source;
    }
    put_filing(arena, &there);
    return there;
}

/* ---- rounded ---- */

/* Adds the facts of a table that the book said before it was rounded. */
static void
find_cut(struct arena *arena, const struct model_table *table,
         const struct model_table *before, const struct model_table *after,
         bool *lost)
{
    struct match *match = align_tables(arena, table, before, false);
    struct model_index *was = model_index(arena, before);
    struct model_index *is = model_index(arena, after);

    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i], *said, *says;
        struct text item = align_new_item(arena, match, table, *fact->item);

        if (item.n == 0)
            continue;
        said = model_index_find(was, item, fact->of->measure);
        says = model_index_find(is, item, fact->of->measure);
        lost[i] |= said != NULL && says != NULL && model_value_equal(said, fact)
                   && !model_value_equal(says, fact);
    }
}

struct tails
migrate_round(struct arena *arena, struct written *migrated)
{
    const struct model *source = migrated->source;
    struct diag_list none = diag_none(arena);
    struct tails tails
        = rounding_apply(arena, migrated->book, migrated->located);
    struct model *says = import_book(arena, migrated->located, &none);

    for (int i = 0; i < source->n_tables; i++) {
        int k = migrated->says_of[i];

        if (k >= 0)
            find_cut(arena, &source->tables[i], &migrated->says->tables[k],
                     &says->tables[k], migrated->lost.has[i]);
    }
    migrated->says = says;
    return tails;
}

/* ---- what was ---- */

bool
migrate_is_kept(const struct kept *kept)
{
    for (int i = 0; i < kept->n_sheets; i++) {
        if (!kept->sheets[i].whole)
            return false;
    }
    return kept->lost != NULL;
}

struct migrate_past
migrate_recall(struct arena *arena, const struct kept *kept,
               const struct template_rule *from, const struct template_rule *to)
{
    struct diag_list none = diag_none(arena);
    struct migrate_past past = { .kept = kept, .from = from };
    struct book *stood = export_kept_book(arena, kept, kept->lost->file);

    past.was
        = import_book(arena, locate_book(arena, stood, from, &none), &none);
    past.then = migrate_forward(arena, past.was, kept, to, &none);
    if (kept->rounded)
        migrate_round(arena, &past.then);
    return past;
}

/* Of the figures and texts that were written, are more than half there?  Zeros
   are anybody's. */
static bool
has_most(struct arena *arena, const struct model *then,
         const struct model *source)
{
    int n = 0, same = 0;

    for (int i = 0; i < then->n_tables; i++) {
        const struct model_table *table = &then->tables[i];
        const struct model_table *other = model_find_table(
            source, text_of(table->schema->id), table->instance);
        struct model_index *index
            = other != NULL ? model_index(arena, other) : NULL;

        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *was = &table->facts[k], *is = NULL;

            if (!schema_is_text(was->of->kind) && decimal_is_zero(was->value))
                continue;
            if (index != NULL)
                is = model_index_find(index, *was->item, was->of->measure);
            same += is != NULL && model_value_equal(is, was);
            n++;
        }
    }
    return same * 2 > n;
}

static bool
other_years(const struct model *a, const struct model *b)
{
    return a->fiscal_year != 0 && b->fiscal_year != 0
           && a->fiscal_year != b->fiscal_year;
}

bool
migrate_is_of(struct arena *arena, const struct migrate_past *past,
              const struct model *source)
{
    const struct model *then = past->then.says;

    if (other_years(then, source))
        return false;
    return then->department.n > 0 && source->department.n > 0
               ? text_same_words(arena, then->department, source->department)
               : has_most(arena, then, source);
}

const struct model *
migrate_kept_other(struct arena *arena, const struct kept *kept,
                   const struct template_rule *from, const struct model *model)
{
    struct diag_list none = diag_none(arena);
    struct book *stood = export_kept_book(arena, kept, model->file);
    const struct model *was
        = import_book(arena, locate_book(arena, stood, from, &none), &none);

    if (model_count_facts(was) == 0)
        return NULL;
    if (!other_years(was, model)
        && ((was->department.n > 0
             && text_same_words(arena, was->department, model->department))
            || has_most(arena, was, model)))
        return NULL;
    return was;
}

/* ---- and back ---- */

/* The kept file without the sheets that cannot take the rows they should have,
   to be drawn anew; false: there are none. */
static bool
find_full(struct arena *arena, const struct kept *kept,
          const struct written *back, struct kept *without)
{
    bool some = false;

    *without = *kept;
    without->sheets = ARENA_ARRAY(arena, struct kept_sheet, kept->n_sheets);
    for (int s = 0; s < kept->n_sheets; s++)
        without->sheets[s] = kept->sheets[s];
    for (int i = 0; i < back->source->n_tables; i++) {
        int s = back->sheet[i];

        if (s < 0 || s >= kept->n_sheets || kept->sheets[s].table.n == 0
            || fact_set_count_table(&back->lost, i) == 0)
            continue;
        without->sheets[s].whole = false;
        some = true;
    }
    return some;
}

static void
report_redrawn(struct arena *arena, const struct kept *kept,
               struct diag_list *diags)
{
    for (int s = 0; s < kept->n_sheets; s++) {
        if (!kept->sheets[s].whole)
            diag_add(diags, DIAG_SHEET_REDRAWN,
                     PLACE_SHEET(NULL, text_zero(arena, kept->sheets[s].name)),
                     PLACE_NONE,
                     "the sheet as it stood has no room for the changed rows; "
                     "it is drawn anew");
    }
}

struct written
migrate_back(struct arena *arena, const struct migrate_past *past,
             const struct model *source, struct diag_list *diags)
{
    struct diag_list told = diag_apart(diags, arena);
    const struct model *joined = merge_models(arena, past, source, diags);
    struct written back
        = remainder_draw(arena, past->from, joined, past->kept, &told);
    struct kept without;

    if (find_full(arena, past->kept, &back, &without)) {
        struct diag_list again_told = diag_apart(diags, arena);
        struct written again
            = remainder_draw(arena, past->from, joined, &without, &again_told);

        if (fact_set_count(&again.lost) < fact_set_count(&back.lost)) {
            report_redrawn(arena, &without, diags);
            told = again_told;
            back = again;
        }
    }
    diag_move(diags, &told);
    put_filing(arena, &back);
    return back;
}
