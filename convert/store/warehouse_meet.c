/* warehouse_meet.c - a filing among others of its office. */
#include "base/pairs.h"
#include "reconcile/whole.h"
#include "store/warehouse_own.h"

#include <assert.h>

#include "store/warehouse.sql.inc"

/* ---- how alike two filings are ---- */

#define SHOWN 5 /* figures that differ, of all */

struct likeness {
    int own, older, same; /* figures that are not zero */
    const char *differ[SHOWN];
    int n_differ;
};

static void
read_figures(struct taking *taking)
{
    struct arena *arena = taking->arena;
    bool sqlite = taking->warehouse->dialect == STAR_SQLITE;
    int n = (int)warehouse_number_of(taking->fields[WAREHOUSE_N_TABLES]);
    struct text *names = ARENA_ARRAY(arena, struct text, n + 1);
    struct text *sheets = ARENA_ARRAY(arena, struct text, n + 1);
    int *shifts = ARENA_ARRAY(arena, int, n + 1);
    struct text bytes = taking->bytes;
    struct line line;

    taking->figures = pairs_new(arena);
    while (warehouse_next_line(&bytes, &line)) {
        struct text fields[FACT_FIELDS];
        struct warehouse_figure figure;
        int table, n_fields;

        if (line.letter != 'T' && line.letter != 'F')
            continue;
        n_fields = warehouse_split(arena, line.rest, fields, FACT_FIELDS);
        table = (int)warehouse_number_of(fields[TABLE_NO]);
        if (line.letter == 'T') {
            names[table]
                = text_printf(arena, "%.*s %.*s", TEXT_ARG(fields[TABLE_ID]),
                              TEXT_ARG(fields[INSTANCE]));
            sheets[table] = fields[SHEET];
            shifts[table] = (int)warehouse_number_of(fields[TABLE_UNIT]);
            continue;
        }
        figure.value = fields[VALUE];
        if (figure.value.n == 0 || text_equal(figure.value, TEXT("0")))
            continue;
        if (sqlite)
            figure.value
                = text_printf(arena, "%.*s %.*s", TEXT_ARG(figure.value),
                              TEXT_ARG(fields[SCALE_OR_TEXT]));
        figure.shift
            = text_equal(fields[n_fields - 5], TEXT("CNY")) ? shifts[table] : 0;
        figure.cell = fields[n_fields - 2];
        figure.sheet = fields[n_fields - 1];
        if (figure.sheet.n == 0)
            figure.sheet = sheets[table];
        pairs_add(taking->figures,
                  text_printf(arena, "%.*s %.*s", TEXT_ARG(names[table]),
                              TEXT_ARG(fields[ITEM])),
                  fields[MEASURE], taking->n_values);
        ARENA_PUSH(arena, taking->values, taking->n_values,
                   taking->values_capacity, figure);
    }
}

/* "582.36", in the unit of its sheet, as the two dialects have it. */
static const char *
show_figure(struct taking *taking, const struct warehouse_figure *figure)
{
    struct arena *arena = taking->arena;
    struct text units;
    struct decimal d;
    long blank;

    if (!figure)
        return diag_say(taking->diags, "nothing");
    blank = text_find(figure->value, TEXT(" "), 0);
    units = blank < 0 ? figure->value
                      : text_slice(figure->value, 0, (size_t)blank);
    if (decimal_parse(units, &d) != DECIMAL_OK)
        return text_zero(arena, figure->value);
    if (blank >= 0)
        d.scale = (uint8_t)warehouse_number_of(
            text_slice(figure->value, (size_t)blank + 1, figure->value.n));
    if (decimal_shift(d, -figure->shift, &d) != DECIMAL_OK)
        return text_zero(arena, figure->value);
    return text_zero(arena, decimal_text(arena, d));
}

/* One of the two may be NULL: it has no such figure. */
static void
add_difference(struct taking *taking, struct likeness *like,
               const struct warehouse_figure *own,
               const struct warehouse_figure *other)
{
    struct arena *arena = taking->arena;
    const struct warehouse_figure *at = own ? own : other;

    assert(at != NULL);
    if (like->n_differ < SHOWN)
        like->differ[like->n_differ] = arena_printf(
            arena, diag_say(taking->diags, "%.*s!%.*s  %s here, %s there"),
            TEXT_ARG(at->sheet), TEXT_ARG(at->cell), show_figure(taking, own),
            show_figure(taking, other));
    like->n_differ++;
}

static bool
liken(struct taking *taking, struct text older, struct likeness *out)
{
    const char *figures = taking->warehouse->dialect == STAR_SQLITE
                              ? sql_figures_sqlite
                              : sql_figures_postgresql;
    struct database_rows rows;
    bool *met;

    if (!taking->figures)
        read_figures(taking);
    if (!warehouse_ask(taking, figures, &older, 1, &rows))
        return false;
    *out = (struct likeness){ .own = taking->n_values, .older = rows.n };
    met = ARENA_ARRAY(taking->arena, bool, taking->n_values + 1);
    for (int i = 0; i < rows.n; i++) {
        const struct text *cells = &rows.cells[i * rows.n_columns];
        struct warehouse_figure other
            = { cells[2], (int)warehouse_number_of(cells[3]), cells[4],
                cells[5] };
        int own = pairs_find(taking->figures, cells[0], cells[1]);

        if (own >= 0)
            met[own] = true;
        if (own >= 0 && text_equal(taking->values[own].value, other.value))
            out->same++;
        else
            add_difference(taking, out, own < 0 ? NULL : &taking->values[own],
                           &other);
    }
    for (int i = 0; i < taking->n_values; i++) {
        if (!met[i])
            add_difference(taking, out, &taking->values[i], NULL);
    }
    return true;
}

/* A corrected filing has most figures of the older one; that of another office
   of the same name hardly any. */
static bool
is_alike(const struct likeness *like)
{
    int least = like->own < like->older ? like->own : like->older;

    return like->same * 2 >= least;
}

/* ---- two filings of one office ---- */

/* Which is the later one?  The same for any two, however they are loaded. */
static int
compare_age(const struct older *a, const struct older *b)
{
    int order = text_compare(a->saved, b->saved);

    if (order == 0 && a->run != b->run)
        order = a->run < b->run ? -1 : 1;
    return order ? order : text_compare(a->digest, b->digest);
}

/* Does the older one hold one of the same tables?  'lacks' are those that only
   one of them has: the one that is replaced. */
static bool
overlaps(struct taking *taking, const struct older *older, bool *shared,
         struct bytes *lacks)
{
    struct text values[] = { older->id, TEXT(WHOLE_NO_DATA) };
    struct database_rows rows;

    *shared = false;
    if (!warehouse_ask(taking, sql_tables_of_filing, values, 2, &rows))
        return false;
    for (int i = 0; i < rows.n; i++) {
        struct text table = rows.cells[2 * i], instance = rows.cells[2 * i + 1];

        if (pairs_find(taking->own, table, instance) >= 0) {
            *shared = true;
            continue;
        }
        bytes_add(lacks, lacks->n ? TEXT(", ") : TEXT(""));
        bytes_add(lacks, table);
        if (instance.n) {
            bytes_char(lacks, ' ');
            bytes_add(lacks, instance);
        }
    }
    return true;
}

static const char *
when(struct taking *taking, struct text saved)
{
    return saved.n ? text_zero(taking->arena, saved)
                   : diag_say(taking->diags, "nobody knows when");
}

/* What a person must know of two filings of which one goes. */
static void
tell_twice(struct taking *taking, const struct older *older, bool wins,
           const struct likeness *like)
{
    bool here = warehouse_is_own_run(taking, older->run);
    bool again = taking->run != taking->warehouse->run;
    bool homonyms
        = taking->fields[WAREHOUSE_GIVEN_REGION].n == 0 && !is_alike(like);
    struct text saved = taking->fields[WAREHOUSE_SAVED];
    struct diag *diag;

    if (!here && (wins || again) && !homonyms)
        return;
    diag = diag_add_as(
        taking->diags,
        DIAG_AS(DIAG_FILING_TWICE, homonyms ? DIAG_ERROR : DIAG_WARNING),
        PLACE_FILE(taking->path), PLACE_NONE,
        wins ? N_("this and %.*s are both of '%.*s' for %.*s; this one "
                  "replaces the other")
             : N_("this and %.*s are both of '%.*s' for %.*s; the other stays"),
        TEXT_ARG(older->file), TEXT_ARG(taking->fields[WAREHOUSE_DEPARTMENT]),
        TEXT_ARG(taking->fields[WAREHOUSE_YEAR]));
    if (!text_equal(saved, older->saved))
        diag_detail(taking->diags, diag, "it was saved %s, the other %s",
                    when(taking, saved), when(taking, older->saved));
    else if (here)
        diag_detail(taking->diags, diag,
                    "nothing says which was saved later; %.*s holds now",
                    TEXT_ARG(wins ? text_of(taking->path) : older->file));
    diag_detail(taking->diags, diag,
                "%d of %d figures are the same as in the other's %d",
                like->same, like->own, like->older);
    for (int i = 0; !homonyms && i < like->n_differ && i < SHOWN; i++)
        diag_detail(taking->diags, diag, "%s", like->differ[i]);
    if (!homonyms && like->n_differ > SHOWN)
        diag_detail(taking->diags, diag, "and %d more", like->n_differ - SHOWN);
    if (homonyms)
        diag_hint(taking->diags, diag,
                  "if they are two offices of one name, load each with its "
                  "--region");
    else if (here)
        diag_hint(taking->diags, diag,
                  "take the file that does not count away; if it is the one "
                  "that holds now, save the other in Excel or WPS and load "
                  "that again");
    else
        diag_hint(taking->diags, diag,
                  "if this one holds, save it in Excel or WPS, and load that");
}

/* Two filings, and only one has a region. */
static void
tell_region(struct taking *taking, const struct older *older)
{
    struct text own = taking->fields[WAREHOUSE_GIVEN_REGION];
    struct text known_region = own.n ? own : older->given_region;
    struct diag *diag = diag_add_as(
        taking->diags, DIAG_AS(DIAG_FILING_TWICE, DIAG_ERROR),
        PLACE_FILE(taking->path), PLACE_NONE,
        own.n ? N_("this and %.*s are both of '%.*s' for %.*s, but only of "
                   "this the region is known ('%.*s'); both are counted")
              : N_("this and %.*s are both of '%.*s' for %.*s, but only of "
                   "the other the region is known ('%.*s'); both are counted"),
        TEXT_ARG(older->file), TEXT_ARG(taking->fields[WAREHOUSE_DEPARTMENT]),
        TEXT_ARG(taking->fields[WAREHOUSE_YEAR]), TEXT_ARG(known_region));

    diag_hint(taking->diags, diag,
              own.n ? N_("load the other again with its --region")
                    : N_("load this with its --region"));
}

static bool
replace(struct taking *taking, const struct older *older)
{
    struct text values[] = { taking->id, older->id };

    return warehouse_reasons_had(taking, older->id,
                                 !warehouse_is_own_run(taking, older->run))
           && warehouse_ask(taking, sql_set_replaced, values, 2, NULL)
           && warehouse_ask(taking, sql_delete_facts, &older->id, 1, NULL)
           && warehouse_ask(taking, sql_delete_findings, &older->id, 1, NULL);
}

static bool
meet(struct taking *taking, const struct older *older, struct meeting *meeting)
{
    struct bytes lacks = { taking->arena, NULL, 0, 0 };
    struct likeness like = { .own = 0 };
    const struct older own = { .saved = taking->fields[WAREHOUSE_SAVED],
                               .digest = taking->fields[WAREHOUSE_DIGEST],
                               .run = taking->run };
    bool shared, wins = compare_age(&own, older) > 0;

    if (!overlaps(taking, older, &shared, &lacks))
        return false;
    if (!shared)
        return true;
    if (!text_equal(older->given_region,
                    taking->fields[WAREHOUSE_GIVEN_REGION])) {
        if (older->current)
            tell_region(taking, older);
        return true;
    }
    if (older->orphan)
        return !wins || warehouse_known_take(taking, older->id);
    if (!wins
        && (!meeting->better.id.n || compare_age(&meeting->better, older) < 0))
        meeting->better = *older;
    if (!older->current)
        return true;
    if (!liken(taking, older->id, &like))
        return false;
    tell_twice(taking, older, wins, &like);
    if (!wins)
        return true;
    if (lacks.n)
        diag_hint(taking->diags,
                  diag_add(taking->diags, DIAG_FILING_SHRINKS,
                           PLACE_FILE(taking->path), PLACE_NONE,
                           "this replaces %.*s, which also held: %.*s",
                           TEXT_ARG(older->file), lacks.n, lacks.at),
                  "put what still holds into this file too, and load it again");
    meeting->replaced = true;
    return replace(taking, older);
}

/* All that may be filings of the same office: of its region, or where one of
   the two is not known. */
bool
warehouse_meet_others(struct taking *taking, struct meeting *meeting)
{
    const struct text *fields = taking->fields;
    struct text values[]
        = { fields[WAREHOUSE_OFFICE], fields[WAREHOUSE_YEAR],
            fields[WAREHOUSE_FAMILY], fields[WAREHOUSE_GIVEN_REGION] };
    struct database_rows rows;

    if (fields[WAREHOUSE_OFFICE].n == 0 || fields[WAREHOUSE_YEAR].n == 0) {
        diag_add(taking->diags, DIAG_FILING_UNNAMED, PLACE_FILE(taking->path),
                 PLACE_NONE,
                 fields[WAREHOUSE_YEAR].n
                     ? N_("no department is known: a corrected file will not "
                          "replace this one")
                     : N_("no year is known: a corrected file will not "
                          "replace this one"));
        return true;
    }
    if (!warehouse_ask(taking, sql_filings_of_office, values, ARRAY_LEN(values),
                       &rows))
        return false;
    /* It may be one whose rows still wait here. */
    if (rows.n && !warehouse_flush(taking->warehouse, taking->diags))
        return false;
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];
        struct older older = {
            .id = row[0],
            .saved = row[1],
            .digest = row[2],
            .file = row[3],
            .given_region = row[4],
            .run = warehouse_number_of(row[5]),
            .current = row[6].at == NULL,
            .orphan = warehouse_known_gone(taking, row[6]),
        };

        if (!meet(taking, &older, meeting))
            return false;
    }
    return true;
}
