/* draft_match.c - which table of the mappings a sheet's table is most like. */
#include "remap/draft_match.h"

#include <stdlib.h>
#include <string.h>

#include "mapping/pattern.h"
#include "mapping/wording.h"

/* Thousandths of the texts that make a sheet like a table. */
#define LIKE 300

/* How a title is that of a mapping. */
enum likeness { TITLE_OTHER, TITLE_LONGER, TITLE_SAME };

/* The folded texts of a body. */
struct said {
    struct text *texts, *keys;
    int n, capacity, keys_capacity;
};

struct fit {
    const struct table_rule *table;
    const struct schema_table *schema;
    enum likeness title;
    int shared; /* of 1000 texts of the sheet */
    int rating;
};

static struct said
said_of(struct draft_table *t)
{
    struct said said = { .n = 0 };
    int n_keys = 0;

    for (int row = t->body; row < t->body_end; row++) {
        for (int col = t->left; col < t->right; col++) {
            struct text folded = drafting_folded(t, row, col);
            bool known = false;

            if (!folded.n || folded.n > 90 || drafting_is_number(t, row, col))
                continue;
            for (int i = 0; i < said.n && !known; i++)
                known = text_equal(said.texts[i], folded);
            if (known || said.n >= 400)
                continue;
            ARENA_PUSH(t->arena, said.texts, said.n, said.capacity, folded);
            ARENA_PUSH(t->arena, said.keys, n_keys, said.keys_capacity,
                       TEXT_NONE);
        }
    }
    return said;
}

/* With words more in the middle: what begins and ends it is the title. */
static bool
is_longer(struct text title, struct text known)
{
    size_t head = 0, tail = 0, at = 0;

    while (at < title.n && at < known.n) {
        size_t a = at, b = at;

        if (text_next(title, &a) != text_next(known, &b))
            break;
        at = head = a;
    }
    while (tail < known.n - head && tail < title.n - head
           && title.at[title.n - 1 - tail] == known.at[known.n - 1 - tail])
        tail++;
    return head >= 12 && head + tail == known.n && title.n <= 2 * known.n;
}

static enum likeness
compare_title(struct draft_table *t, const struct table_rule *table)
{
    struct text title = text_fold(t->arena, t->title);
    struct text full
        = text_fold(t->arena, drafting_text(t, t->title_row, t->title_col));
    enum likeness best = TITLE_OTHER;

    for (int i = 0; i < table->n_titles; i++) {
        const struct pattern *p = &table->titles[i];
        struct text known = text_fold(t->arena, p->source);
        struct text *spans = ARENA_ARRAY(t->arena, struct text, p->n_parts + 1);

        if (text_equal(title, known)
            || (p->n_parts > 1 && pattern_match(t->arena, p, full, spans)))
            return TITLE_SAME;
        if (p->n_parts == 1
            && (is_longer(title, known) || is_longer(known, title)))
            best = TITLE_LONGER;
    }
    return best;
}

/* Of a table's words those that the sheet has, and the other way about. */
static struct fit
fit_of(struct draft_table *t, struct said *said,
       const struct draft_words *words, const struct table_rule *table)
{
    struct fit fit = { .table = table, .schema = table->schema };
    bool *found = ARENA_ARRAY(t->arena, bool, said->n + 1);
    int n_words = 0, n_shared = 0, n_found = 0;

    fit.title = compare_title(t, table);
    for (int i = 0; i < words->n; i++) {
        bool any = false;

        if (words->items[i].table != table)
            continue;
        n_words++;
        for (int k = 0; k < said->n; k++) {
            if (wording_match_keyed(words->items[i].words, said->texts[k],
                                    &said->keys[k]))
                found[k] = any = true;
        }
        n_shared += any;
    }
    for (int k = 0; k < said->n; k++)
        n_found += found[k];
    /* A filled sheet has many texts that are no labels. */
    fit.shared = 1000 * n_found / (said->n + 1);
    if (2 * n_shared > n_words && fit.shared < LIKE)
        fit.shared = LIKE;
    fit.rating
        = fit.shared + 1000 * n_shared / (n_words + 1) + 700 * (int)fit.title;
    return fit;
}

/* How much two titles begin and end alike. */
static size_t
affinity(struct text a, struct text b)
{
    size_t head = 0, tail = 0;

    while (head < a.n && head < b.n && a.at[head] == b.at[head])
        head++;
    while (tail < a.n - head && tail < b.n - head
           && a.at[a.n - 1 - tail] == b.at[b.n - 1 - tail])
        tail++;
    return head + 2 * tail; /* the end says what kind it is */
}

/* Forms have the same words; their titles say which kind one is. */
static const struct schema_table *
form_of(struct draft_table *t, const struct draft_words *words,
        const struct schema_table *like)
{
    struct text title = text_fold(t->arena, t->title);
    size_t most = affinity(title, text_of(like->title));

    for (int i = 0; i < words->vocabulary->n_tables; i++) {
        const struct schema_table *schema = &words->vocabulary->tables[i];
        size_t here = affinity(title, text_of(schema->title));

        if (schema->evaluation && here > most) {
            most = here;
            like = schema;
        }
    }
    return like;
}

/* Does the title end as that of a form does? */
static bool
is_form(struct draft_table *t, const struct draft_words *words)
{
    struct text title = text_fold(t->arena, t->title);

    for (int i = 0; i < words->vocabulary->n_tables; i++) {
        const struct schema_table *schema = &words->vocabulary->tables[i];

        if (schema->evaluation
            && affinity(title, text_of(schema->title))
                   >= 2 * strlen("绩效自评表"))
            return true;
    }
    return false;
}

static struct fit
best_of(struct draft_table *t, const struct draft_words *words,
        const struct template_rule *prefer)
{
    struct said said = said_of(t);
    struct fit best = { .table = NULL };
    bool form = is_form(t, words);

    for (int i = 0; i < words->n_tables; i++) {
        struct fit fit = fit_of(t, &said, words, words->tables[i]);

        if (form && !words->tables[i]->schema->evaluation)
            continue;
        if (prefer && mapping_has_table(prefer, words->tables[i]))
            fit.rating += fit.title == TITLE_SAME ? 1000 : 100;
        if (fit.rating > best.rating)
            best = fit;
    }
    if (best.title == TITLE_OTHER && best.table
        && best.table->schema->evaluation) {
        best.schema = form_of(t, words, best.table->schema);
        if (best.shared < LIKE
            && affinity(text_fold(t->arena, t->title),
                        text_of(best.schema->title))
                   >= 2 * strlen("自评表"))
            best.shared = LIKE;
    }
    /* A kind of table that no mapping has, by the vocabulary's name. */
    for (int i = 0; best.title != TITLE_SAME && i < words->vocabulary->n_tables;
         i++) {
        const struct schema_table *schema = &words->vocabulary->tables[i];

        struct text known = text_fold(t->arena, text_of(schema->title));
        struct text title = text_fold(t->arena, t->title);

        if (text_equal(known, title)) {
            best.schema = schema;
            best.title = TITLE_SAME;
        } else if (best.title == TITLE_OTHER && !best.table
                   && (is_longer(title, known) || is_longer(known, title))) {
            best.schema = schema;
            best.title = TITLE_LONGER;
            best.shared = 1000;
        }
    }
    return best;
}

/* Characters that the names of tables and files do without. */
static struct text
id_of(struct draft_table *t)
{
    struct text folded = text_fold(t->arena, t->title);
    char *out = ARENA_ARRAY(t->arena, char, folded.n + 1);
    size_t n = 0;

    for (size_t at = 0; at < folded.n;) {
        size_t from = at;
        uint32_t c = text_next(folded, &at);

        if ((c < 0x80 && !text_is_digit((char)c)) || c == 0x3001)
            continue;
        if (n + (at - from) > 48)
            break;
        while (from < at)
            out[n++] = folded.at[from++];
    }
    return (struct text){ out, n };
}

static bool
is_taken(const struct draft_tables *tables, const struct fit *fits, int i)
{
    const struct schema_table *schema = fits[i].schema;

    for (int k = 0; k < tables->n; k++) {
        bool first = k < i; /* of two that are alike */
        const struct fit *fit = &fits[k];

        if (k != i && fit->schema == schema
            && (fit->title > fits[i].title
                || (fit->title == fits[i].title
                    && (fit->rating > fits[i].rating
                        || (fit->rating == fits[i].rating && first)))))
            return true;
    }
    return false;
}

static bool
is_of_kind(const struct draft_tables *tables, const struct fit *fits, int i)
{
    const struct fit *fit = &fits[i];

    if (!fit->schema)
        return false;
    if (fit->title == TITLE_SAME)
        return true;
    if (is_taken(tables, fits, i))
        return false;
    if (fit->schema->evaluation)
        return fit->shared >= LIKE;
    return fit->title == TITLE_LONGER && fit->shared >= LIKE;
}

void
draft_match_all(const struct draft_words *words,
                const struct draft_tables *tables,
                const struct template_rule *prefer)
{
    struct fit *fits = ARENA_ARRAY(words->arena, struct fit, tables->n + 1);

    for (int i = 0; i < tables->n; i++)
        fits[i] = best_of(tables->items[i], words, prefer);
    for (int i = 0; i < tables->n; i++) {
        struct draft_table *t = tables->items[i];

        t->base = fits[i].shared >= LIKE
                          || (fits[i].title == TITLE_SAME && fits[i].table
                              && fits[i].table->schema == fits[i].schema)
                      ? fits[i].table
                      : NULL;
        t->same_title = fits[i].title == TITLE_SAME && t->base
                        && t->base->schema == fits[i].schema;
        if (is_of_kind(tables, fits, i)) {
            t->schema = fits[i].schema;
            t->id = text_of(t->schema->id);
        } else {
            t->id = id_of(t);
        }
    }
}
