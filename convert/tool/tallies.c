/* tallies.c - a line a table, or a rule. */
#include "tool/tallies.h"

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
        fprintf(out, "%s%s %d", between, check_unjudged_word((enum unjudged)i),
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

static struct tallies_table *
table_of(struct arena *arena, struct tallies *tallies, int index,
         const char *title)
{
    struct tallies_table one = { .index = index };
    int at = 0;

    /* Those of no table come last. */
    while (at < tallies->n && tallies->items[at].index != index
           && (index < 0
               || (tallies->items[at].index >= 0
                   && tallies->items[at].index < index)))
        at++;
    if (at < tallies->n && tallies->items[at].index == index)
        return &tallies->items[at];
    one.title = arena_copy(arena, title, strlen(title));
    ARENA_PUSH(arena, tallies->items, tallies->n, tallies->capacity, one);
    for (int i = tallies->n - 1; i > at; i--)
        tallies->items[i] = tallies->items[i - 1];
    tallies->items[at] = one;
    return &tallies->items[at];
}

static void
count(struct arena *arena, struct tallies *tallies, const struct finding *f)
{
    struct tallies_table *table = table_of(
        arena, tallies, f->table->schema->index, f->table->schema->title);
    enum tallies_kind kind = (enum tallies_kind)(DIAG_ERROR - finding_level(f));

    if (f->outcome == FINDING_ROUNDING)
        kind = TALLIES_ROUNDING;
    else if (f->reason && kind != TALLIES_ERROR)
        kind = TALLIES_EXPLAINED;
    table->n[kind]++;
}

void
tallies_write_told(FILE *out, const struct findings *findings,
                   const struct diag_list *diags, int end)
{
    struct tallies told = { .n = 0 };

    for (int i = 0; i < findings->n; i++)
        count(diags->arena, &told, &findings->items[i]);
    for (int i = 0; i < end; i++) {
        const struct diag *diag = diags->items[i];

        table_of(diags->arena, &told, -1, "")
            ->n[diag->reason && diag->level != DIAG_ERROR
                    ? TALLIES_EXPLAINED
                    : (enum tallies_kind)(DIAG_ERROR - diag->level)]++;
    }
    fwrite(&told.n, sizeof told.n, 1, out);
    for (int i = 0; i < told.n; i++) {
        struct tallies_table one = told.items[i];
        const char *title = one.title;

        one.title = NULL;
        fwrite(&one, sizeof one, 1, out);
        fwrite(title, strlen(title) + 1, 1, out);
    }
}

void
tallies_read_told(struct arena *arena, struct tallies *tallies,
                  struct text bytes, size_t *at)
{
    int n;

    memcpy(&n, bytes.at + *at, sizeof n);
    *at += sizeof n;
    for (int i = 0; i < n; i++) {
        struct tallies_table one, *to;
        const char *title = bytes.at + *at + sizeof one;

        memcpy(&one, bytes.at + *at, sizeof one);
        *at += sizeof one + strlen(title) + 1;
        to = table_of(arena, tallies, one.index, title);
        for (int k = 0; k < TALLIES_N; k++)
            to->n[k] += one.n[k];
    }
}

#define NUMBER_COLUMN 10

static void
write_table(FILE *out, const struct tallies_table *table, const char *title,
            int width)
{
    text_write_padded(out, text_of(title), width);
    for (int k = 0; k < TALLIES_N; k++)
        fprintf(out, "%*d", NUMBER_COLUMN, table->n[k]);
    putc('\n', out);
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
                check_unjudged_word((enum unjudged)i), sum.unjudged[i]);
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
    const char *other = language_say(language, N_("other"));
    const char *all = language_say(language, N_("all"));
    const char *head = language_say(language, N_("table"));
    struct tallies_table sum = { .index = 0 };
    int width = 12;

    for (int i = 0; i < tallies->n; i++) {
        int w = text_width(text_of(tallies->items[i].title));

        width = w > width ? w : width;
        for (int k = 0; k < TALLIES_N; k++)
            sum.n[k] += tallies->items[i].n[k];
    }
    text_write_padded(out, text_of(head), width);
    for (int k = 0; k < TALLIES_N; k++)
        write_right(out, language_say(language, kinds[k]), NUMBER_COLUMN);
    putc('\n', out);
    for (int i = 0; i < tallies->n; i++)
        write_table(out, &tallies->items[i],
                    *tallies->items[i].title ? tallies->items[i].title : other,
                    width);
    write_table(out, &sum, all, width);
    write_held(out, language, rules, of_rules);
}
