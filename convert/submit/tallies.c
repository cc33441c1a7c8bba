/* tallies.c - a line a table, or a rule. */
#include "submit/tallies.h"

#include <string.h>

#include "base/json_out.h"

/* ---- by rule ---- */

static int
n_unjudged(const struct rule_tally *tally)
{
    int n = 0;

    for (int i = 0; i < UNJUDGED_N; i++)
        n += tally->unjudged[i];
    return n;
}

#define RULE_COLUMN 8

static void
write_right(FILE *out, const char *word, int width)
{
    fprintf(out, "%*s%s", width - text_width(text_of(word)), "", word);
}

static void
write_line(FILE *out, enum language language, const struct rule *rule,
           const struct rule_tally *tally, int width)
{
    const char *between = "  ";

    text_write_padded(out, rule->id, width);
    fprintf(out, "%8d %8d %8d %8d", tally->held, tally->rounding,
            tally->mismatched, n_unjudged(tally));
    for (int i = 0; i < UNJUDGED_N; i++) {
        if (!tally->unjudged[i])
            continue;
        fprintf(out, "%s%s %d", between,
                language_say(language, check_unjudged_word((enum unjudged)i)),
                tally->unjudged[i]);
        between = ", ";
    }
    if (tally->example)
        fprintf(out, language_say(language, N_("; first %s")), tally->example);
    if (tally->proved)
        fprintf(out,
                language_say(language,
                             n_unjudged(tally)
                                 ? N_("; %d held by a blank proved zero")
                                 : N_("  %d held by a blank proved zero")),
                tally->proved);
    putc('\n', out);
}

static void
write_json_line(FILE *out, const struct rule *rule,
                const struct rule_tally *tally)
{
    static const char *const words[UNJUDGED_N] = {
        [UNJUDGED_TABLE] = "no_table", [UNJUDGED_BLANK] = "blank",
        [UNJUDGED_TEXT] = "text",      [UNJUDGED_BASE] = "zero_base",
        [UNJUDGED_RANGE] = "range",    [UNJUDGED_SCOPE] = "scope",
    };
    const char *between = "";

    fputs("{\"rule\":", out);
    json_out_string(out, rule->id);
    fprintf(out,
            ",\"held\":%d,\"proved\":%d,\"rounding\":%d,\"mismatched\":%d,"
            "\"unjudged\":{",
            tally->held, tally->proved, tally->rounding, tally->mismatched);
    for (int i = 0; i < UNJUDGED_N; i++) {
        if (!tally->unjudged[i])
            continue;
        fprintf(out, "%s\"%s\":%d", between, words[i], tally->unjudged[i]);
        between = ",";
    }
    putc('}', out);
    if (tally->example) {
        fputs(",\"first\":", out);
        json_out_string(out, text_of(tally->example));
    }
    fputs("}\n", out);
}

void
tallies_add(struct rule_tally *sum, const struct rule_tally *tally)
{
    sum->held += tally->held;
    sum->proved += tally->proved;
    sum->rounding += tally->rounding;
    sum->mismatched += tally->mismatched;
    for (int i = 0; i < UNJUDGED_N; i++)
        sum->unjudged[i] += tally->unjudged[i];
}

void
tallies_write(FILE *out, enum language language, const struct rule_set *rules,
              const struct rule_tally *tallies, bool json)
{
    static const char *const heads[]
        = { N_("held"), N_("rounding"), N_("mismatch"), N_("unjudged") };
    struct rule all = { .id = text_of(language_say(language, N_("all"))) };
    struct rule_tally sum = { .held = 0 };
    int width = 8;

    for (int i = 0; i < rules->n; i++) {
        if (text_width(rules->items[i].id) > width)
            width = text_width(rules->items[i].id);
    }
    if (!json) {
        text_write_padded(out, text_of(language_say(language, N_("rule"))),
                          width);
        for (int i = 0; i < ARRAY_LEN(heads); i++)
            write_right(out, language_say(language, heads[i]),
                        i ? RULE_COLUMN + 1 : RULE_COLUMN);
        fprintf(out, "  %s\n", language_say(language, N_("why")));
    }
    for (int i = 0; i < rules->n; i++) {
        const struct rule_tally *tally = &tallies[i];

        tallies_add(&sum, tally);
        if (tally->held + tally->rounding + tally->mismatched
                + n_unjudged(tally)
            == 0)
            continue;
        if (json)
            write_json_line(out, &rules->items[i], tally);
        else
            write_line(out, language, &rules->items[i], tally, width);
    }
    if (!json)
        write_line(out, language, &all, &sum, width);
}

/* ---- by table ---- */

struct tallies
tallies_new(struct arena *arena, const struct vocabulary *words)
{
    return (struct tallies){ words,
                             arena_alloc(arena, ((size_t)words->n_tables + 1)
                                                    * sizeof(int[TALLIES_N])) };
}

static int *
row_of(struct tallies *tallies, int table)
{
    return tallies->n[table < 0 ? tallies->words->n_tables : table];
}

static enum tallies_kind
kind_of(enum diag_level level, const char *reason)
{
    return reason && level != DIAG_ERROR
               ? TALLIES_EXPLAINED
               : (enum tallies_kind)(DIAG_ERROR - level);
}

void
tallies_count(struct tallies *tallies, const struct findings *findings,
              const struct diag_list *diags, const struct review_about *about)
{
    int left[ARRAY_LEN(diags->n_level)];

    memcpy(left, diags->n_level, sizeof left);
    for (int i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];

        row_of(tallies, f->table->schema->index)[f->outcome == FINDING_ROUNDING
                                                     ? TALLIES_ROUNDING
                                                     : kind_of(finding_level(f),
                                                               f->reason)]++;
        left[f->outcome == FINDING_ROUNDING ? DIAG_HINT : finding_level(f)]--;
    }
    for (int i = 0; i < diags->n; i++) {
        const struct diag *diag = diags->items[i];

        if (about[i].finding)
            continue;
        left[diag->level]--;
        if (diag->code != DIAG_LIKELY_CELL)
            row_of(tallies,
                   about[i].table)[kind_of(diag->level, diag->reason)]++;
    }
    for (int level = 0; level < ARRAY_LEN(left); level++) {
        if (left[level] > 0)
            row_of(tallies, -1)[kind_of((enum diag_level)level, NULL)]
                += left[level];
    }
}

void
tallies_sum(const struct tallies *tallies, int n[TALLIES_N])
{
    for (int k = 0; k < TALLIES_N; k++) {
        n[k] = 0;
        for (int i = 0; i <= tallies->words->n_tables; i++)
            n[k] += tallies->n[i][k];
    }
}

void
tallies_write_told(FILE *out, const struct tallies *tallies)
{
    fwrite(tallies->n, sizeof *tallies->n, (size_t)tallies->words->n_tables + 1,
           out);
}

void
tallies_read_told(struct tallies *tallies, struct text *bytes, int n[TALLIES_N])
{
    int row[TALLIES_N];

    for (int i = 0; i <= tallies->words->n_tables; i++) {
        memcpy(row, bytes->at + (size_t)i * sizeof row, sizeof row);
        for (int k = 0; k < TALLIES_N; k++) {
            tallies->n[i][k] += row[k];
            n[k] += row[k];
        }
    }
    *bytes = text_slice(
        *bytes, ((size_t)tallies->words->n_tables + 1) * sizeof row, bytes->n);
}

#define NUMBER_COLUMN 10

static void
write_table(FILE *out, const int *n, const char *title, int width)
{
    text_write_padded(out, text_of(title), width);
    for (int k = 0; k < TALLIES_N; k++)
        fprintf(out, "%*d", NUMBER_COLUMN, n[k]);
    putc('\n', out);
}

/* NULL where nothing was told of it. */
static const char *
title_of(const struct tallies *tallies, int row, enum language language)
{
    for (int k = 0; k < TALLIES_N; k++) {
        if (tallies->n[row][k])
            return row < tallies->words->n_tables
                       ? tallies->words->tables[row].title
                       : language_say(language, N_("other"));
    }
    return NULL;
}

/* "118 comparisons agree, 1 do not, 1 could not be made (有空白 1); …" */
static void
write_held(FILE *out, enum language language, const struct rule_set *rules,
           const struct rule_tally *of_rules)
{
    struct rule_tally sum = { .held = 0 };
    int n = 0;

    for (int i = 0; i < rules->n; i++)
        tallies_add(&sum, &of_rules[i]);
    fprintf(out,
            language_say(language, N_("%d comparisons agree, %d do not, "
                                      "%d could not be made")),
            sum.held + sum.rounding, sum.mismatched, n_unjudged(&sum));
    for (int i = 0; i < UNJUDGED_N; i++) {
        if (!sum.unjudged[i])
            continue;
        fprintf(out, "%s%s %d",
                language_say(language, n++ ? N_(", ") : N_(" (")),
                language_say(language, check_unjudged_word((enum unjudged)i)),
                sum.unjudged[i]);
    }
    fputs(language_say(language,
                       n ? N_("); by rule: -v\n") : N_("; by rule: -v\n")),
          out);
}

void
tallies_write_tables(FILE *out, enum language language,
                     const struct tallies *tallies,
                     const struct rule_set *rules,
                     const struct rule_tally *of_rules)
{
    static const char *const kinds[TALLIES_N]
        = { N_("errors"), N_("warnings"), N_("hints"), N_("rounding"),
            N_("explained") };
    int sum[TALLIES_N] = { 0 }, width = 12;

    for (int i = 0; i <= tallies->words->n_tables; i++) {
        const char *title = title_of(tallies, i, language);

        if (title && text_width(text_of(title)) > width)
            width = text_width(text_of(title));
        for (int k = 0; k < TALLIES_N; k++)
            sum[k] += tallies->n[i][k];
    }
    text_write_padded(out, text_of(language_say(language, N_("table"))), width);
    for (int k = 0; k < TALLIES_N; k++)
        write_right(out, language_say(language, kinds[k]), NUMBER_COLUMN);
    putc('\n', out);
    for (int i = 0; i <= tallies->words->n_tables; i++) {
        const char *title = title_of(tallies, i, language);

        if (title)
            write_table(out, tallies->n[i], title, width);
    }
    write_table(out, sum, language_say(language, N_("all")), width);
    write_held(out, language, rules, of_rules);
}
