/* tallies.c - a line a rule. */
#include "tool/tallies.h"

#include "base/json_out.h"

static int
n_unjudged(const struct rule_tally *tally)
{
    int n = 0;

    for (int i = 0; i < UNJUDGED_N; i++)
        n += tally->unjudged[i];
    return n;
}

static void
write_line(FILE *out, const struct rule *rule, const struct rule_tally *tally,
           int width)
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
        fprintf(out, "; first %s", tally->example);
    if (tally->proved)
        fprintf(out, "%s%d held by a blank proved zero",
                n_unjudged(tally) ? "; " : between, tally->proved);
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

static void
add_tally(struct rule_tally *sum, const struct rule_tally *tally)
{
    sum->held += tally->held;
    sum->proved += tally->proved;
    sum->rounding += tally->rounding;
    sum->mismatched += tally->mismatched;
    for (int i = 0; i < UNJUDGED_N; i++)
        sum->unjudged[i] += tally->unjudged[i];
}

void
tallies_write(FILE *out, const struct rule_set *rules,
              const struct rule_tally *tallies, bool json)
{
    struct rule all = { .id = TEXT("all") };
    struct rule_tally sum = { .held = 0 };
    int width = 8;

    for (int i = 0; i < rules->n; i++) {
        if (text_width(rules->items[i].id) > width)
            width = text_width(rules->items[i].id);
    }
    if (!json) {
        text_write_padded(out, TEXT("rule"), width);
        fprintf(out, "%8s %8s %8s %8s  %s\n", "held", "rounding", "mismatch",
                "unjudged", "why");
    }
    for (int i = 0; i < rules->n; i++) {
        const struct rule_tally *tally = &tallies[i];

        add_tally(&sum, tally);
        if (tally->held + tally->rounding + tally->mismatched
                + n_unjudged(tally)
            == 0)
            continue;
        if (json)
            write_json_line(out, &rules->items[i], tally);
        else
            write_line(out, &rules->items[i], tally, width);
    }
    if (!json)
        write_line(out, &all, &sum, width);
}
