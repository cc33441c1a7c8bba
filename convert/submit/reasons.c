/* reasons.c - reasons by filing, rule and cell. */
#include "submit/reasons.h"

#include <string.h>

#include "base/cellref.h"
#include "base/csv_text.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/pairs.h"

enum column { FILING, RULE, CELL, REASON, N_COLUMNS };

static const char *const names[N_COLUMNS]
    = { "filing", "rule", "cell", "reason" };

struct reason {
    struct text fields[N_COLUMNS];
    int line;
    bool taken; /* its filing was checked */
};

struct reasons {
    struct arena *arena;
    const char *path;
    struct pairs *index; /* (filing, rule and cell) */
    struct pairs *named; /* (filing, none), of all rows */
    struct reason *items;
    int n;
};

/* ---- reading ---- */

/* The file was saved by a program that does not write commas. */
static bool
is_separated(const struct csv_text_row *head, const char *path,
             struct diag_list *diags)
{
    bool tabs = head->n == 1 && text_find(head->fields[0], TEXT("\t"), 0) >= 0;
    bool marks = head->n == 1 && text_find(head->fields[0], TEXT(";"), 0) >= 0;

    if (!tabs && !marks)
        return true;
    diag_hint(diags,
              diag_add(diags, DIAG_MODEL_INVALID,
                       (struct place){ path, NULL, head->line, 0 }, PLACE_NONE,
                       tabs ? N_("the columns are separated by tabs, not by "
                                 "commas")
                            : N_("the columns are separated by semicolons, "
                                 "not by commas")),
              "save it as 'CSV UTF-8 (comma delimited)'");
    return false;
}

/* No text holds a NUL, and what shows a message would end there. */
static bool
is_whole(const struct csv_text_row *row, const char *path,
         struct diag_list *diags)
{
    for (int i = 0; i < row->n; i++) {
        if (row->fields[i].n == 0
            || memchr(row->fields[i].at, '\0', row->fields[i].n) == NULL)
            continue;
        diag_hint(diags,
                  diag_add(diags, DIAG_MODEL_INVALID,
                           (struct place){ path, NULL, row->line, 0 },
                           PLACE_NONE,
                           "the text holds something that is no character (a "
                           "NUL)"),
                  "type it anew");
        return false;
    }
    return true;
}

static bool
find_columns(const struct csv_text_row *head, const char *path,
             int at[N_COLUMNS], struct diag_list *diags)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        at[c] = -1;
        for (int i = 0; i < head->n; i++) {
            if (text_equal(text_trim(head->fields[i]), text_of(names[c])))
                at[c] = i;
        }
        if (at[c] >= 0)
            continue;
        diag_hint(diags,
                  diag_add(diags, DIAG_MODEL_INVALID,
                           (struct place){ path, NULL, head->line, 0 },
                           PLACE_NONE, "the column '%s' is missing", names[c]),
                  "write the file with --reasons-new, and fill in its column "
                  "'reason'");
        return false;
    }
    return true;
}

static struct text
rule_and_cell(struct arena *arena, struct text rule, struct text cell)
{
    return text_printf(arena, "%.*s\t%.*s", TEXT_ARG(rule), TEXT_ARG(cell));
}

static bool
add_row(struct reasons *r, const struct csv_text_row *row,
        const int at[N_COLUMNS], struct diag_list *diags)
{
    struct reason *reason = &r->items[r->n];
    int other;

    for (int c = 0; c < N_COLUMNS; c++)
        reason->fields[c]
            = at[c] < row->n ? text_trim(row->fields[at[c]]) : TEXT_NONE;
    reason->line = row->line;
    pairs_add(r->named, reason->fields[FILING], TEXT_NONE, 0);
    if (reason->fields[REASON].n == 0)
        return true;
    other = pairs_add(
        r->index, reason->fields[FILING],
        rule_and_cell(r->arena, reason->fields[RULE], reason->fields[CELL]),
        r->n);
    if (other >= 0
        && !text_equal(r->items[other].fields[REASON],
                       reason->fields[REASON])) {
        diag_add(diags, DIAG_MODEL_INVALID,
                 (struct place){ r->path, NULL, row->line, 0 }, PLACE_NONE,
                 "line %d gives another reason for the same finding",
                 r->items[other].line);
        return false;
    }
    r->n += other < 0;
    return true;
}

struct reasons *
reasons_read(struct arena *arena, const char *path, struct diag_list *diags)
{
    struct text bytes;

    return file_read(arena, path, LIMIT_FILE_BYTES, &bytes, diags)
               ? reasons_read_bytes(arena, path, bytes, diags)
               : NULL;
}

struct reasons *
reasons_read_bytes(struct arena *arena, const char *path, struct text bytes,
                   struct diag_list *diags)
{
    struct reasons *r = ARENA_NEW(arena, struct reasons);
    struct csv_text_table table;
    int at[N_COLUMNS];
    bool good = true;

    if (!csv_text_read(arena, path, bytes, DIAG_MODEL_INVALID, &table, diags))
        return NULL;
    if (table.n == 0) {
        diag_add(diags, DIAG_MODEL_INVALID, PLACE_FILE(path), PLACE_NONE,
                 "the file is empty");
        return NULL;
    }
    r->arena = arena;
    r->path = path;
    r->index = pairs_new(arena);
    r->named = pairs_new(arena);
    r->items = ARENA_ARRAY(arena, struct reason, table.n);
    if (!is_separated(&table.rows[0], path, diags)
        || !find_columns(&table.rows[0], path, at, diags))
        return NULL;
    for (int i = 1; i < table.n; i++)
        good &= is_whole(&table.rows[i], path, diags)
                && add_row(r, &table.rows[i], at, diags);
    return good ? r : NULL;
}

/* ---- what a message is known by ---- */

static struct text
rule_of(const struct diag *diag)
{
    return text_of(diag->rule ? diag->rule : diag_word(diag->code));
}

/* "收入决算表!C9", whatever the file. */
static struct text
cell_of(struct arena *arena, const struct diag *diag)
{
    struct place at = diag->at;

    if (!at.sheet)
        return TEXT_NONE;
    at.file = NULL;
    return text_of(diag_place(arena, at));
}

/* ---- explaining ---- */

static int
find(const struct reasons *r, struct text filing, struct arena *arena,
     const struct diag *diag)
{
    return pairs_find(
        r->index, filing,
        rule_and_cell(arena, rule_of(diag), cell_of(arena, diag)));
}

static void
tell_gone(const struct reasons *r, struct text filing,
          const struct reason *reason, struct diag_list *diags)
{
    diag_add(diags, DIAG_REASON_GONE,
             (struct place){ r->path, NULL, reason->line, 0 }, PLACE_NONE,
             "what this reason is for is no longer found: %.*s at %.*s of "
             "%.*s",
             TEXT_ARG(reason->fields[RULE]), TEXT_ARG(reason->fields[CELL]),
             TEXT_ARG(filing));
}

void
reasons_explain(struct reasons *r, struct text filing, struct diag_list *diags,
                int first)
{
    bool *met = ARENA_ARRAY(diags->arena, bool, r->n + 1);
    int n = diags->n, all = 0;

    for (int i = 0; i < ARRAY_LEN(diags->n_level); i++)
        all += diags->n_level[i];
    for (int i = first; i < n; i++) {
        struct diag *diag = diags->items[i];
        int at = find(r, filing, diags->arena, diag);

        if (at < 0)
            continue;
        met[at] = true;
        diag_explain(diags, diag, r->items[at].fields[REASON]);
    }
    /* A list that is full does not say what is gone. */
    for (int i = 0; all == n && i < r->n; i++) {
        if (!met[i] && text_equal(r->items[i].fields[FILING], filing))
            tell_gone(r, filing, &r->items[i], diags);
    }
}

/* Does a rule find it in a filing alone? */
static bool
is_sought(const struct rule_set *rules, const struct reason *reason)
{
    const struct rule *rule = rule_find(rules, reason->fields[RULE], NULL);

    return rule && !rule->last;
}

void
reasons_give(const struct reasons *r, struct text filing,
             const struct model *model, const struct rule_set *rules,
             struct findings *findings, struct diag_list *diags)
{
    bool *met = ARENA_ARRAY(diags->arena, bool, r->n + 1);
    int n_others = 0;

    for (int i = 0; i < findings->n; i++) {
        struct finding *finding = &findings->items[i];
        struct diag_list unheard = diag_none(diags->arena);
        int at = find(r, filing, diags->arena,
                      finding_diag(model, finding, &unheard));

        if (at < 0)
            continue;
        met[at] = true;
        finding->reason = text_zero(diags->arena, r->items[at].fields[REASON]);
    }
    for (int i = 0; i < r->n; i++) {
        if (met[i] || !text_equal(r->items[i].fields[FILING], filing))
            continue;
        if (is_sought(rules, &r->items[i]))
            tell_gone(r, filing, &r->items[i], diags);
        else
            n_others++;
    }
    if (n_others)
        diag_add(diags, DIAG_REASON_GONE, PLACE_FILE(r->path), PLACE_NONE,
                 "reasons for %.*s that are not in the database, since they "
                 "are for what the rules do not find in a filing alone "
                 "(last year's figures, missing tables …): %d",
                 TEXT_ARG(filing), n_others);
}

bool
reasons_name(const struct reasons *r, struct text filing)
{
    return pairs_find(r->named, filing, TEXT_NONE) >= 0;
}

void
reasons_take(struct reasons *r, struct text filing)
{
    for (int i = 0; i < r->n; i++)
        r->items[i].taken |= text_equal(r->items[i].fields[FILING], filing);
}

void
reasons_tell(const struct reasons *r, struct diag_list *diags)
{
    for (int i = 0; i < r->n; i++) {
        const struct reason *reason = &r->items[i];

        if (!reason->taken)
            diag_add(diags, DIAG_REASON_GONE,
                     (struct place){ r->path, NULL, reason->line, 0 },
                     PLACE_NONE, "'%.*s' is none of the filings checked",
                     TEXT_ARG(reason->fields[FILING]));
    }
}

/* ---- writing ---- */

void
reasons_write_head(FILE *out)
{
    csv_text_write_mark(out, CSV_TEXT_GUARDED);
    for (int c = 0; c < N_COLUMNS; c++)
        fprintf(out, "%s,", names[c]);
    fputs("level,finding\n", out);
}

void
reasons_write(FILE *out, struct text filing, const struct diag_list *diags,
              int first)
{
    for (int i = first; i < diags->n; i++) {
        const struct diag *diag = diags->items[i];
        struct text fields[]
            = { filing,
                rule_of(diag),
                cell_of(diags->arena, diag),
                text_of(diag->reason),
                text_of(diag_standing(diag->code, diag->level)),
                text_of(diag->text) };

        /* What asks for nothing. */
        if (diag->code == DIAG_CHECK_ROUNDING || diag->code == DIAG_LIKELY_CELL
            || diag->code == DIAG_REASON_GONE)
            continue;
        for (int f = 0; f < ARRAY_LEN(fields); f++) {
            csv_text_write(out, fields[f], CSV_TEXT_GUARDED);
            putc(f + 1 < ARRAY_LEN(fields) ? ',' : '\n', out);
        }
    }
}

void
reasons_write_left(FILE *out, const struct reasons *r)
{
    for (int i = 0; i < r->n; i++) {
        for (int c = 0; !r->items[i].taken && c < N_COLUMNS; c++) {
            csv_text_write(out, r->items[i].fields[c], CSV_TEXT_GUARDED);
            fputs(c + 1 < N_COLUMNS ? "," : ",,\n", out);
        }
    }
}
