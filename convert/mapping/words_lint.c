/* words_lint.c - own words held against those beside them. */
#include "mapping/words_lint.h"

#include "base/image.h"
#include "mapping/near.h"

#define SHARED IMAGE_FOLDER "/vocabulary/"

struct lint {
    struct arena *arena;
    struct diag_list *diags;
    struct text key; /* of the word that is asked about */
    struct near near;
    struct text id, name; /* of what is nearest */
};

static bool
is_own(struct place at)
{
    return at.file && !text_starts(text_of(at.file), TEXT(SHARED));
}

static struct text
key_of(struct arena *arena, const char *label)
{
    return text_sans_tail(text_sans_ordinal(text_fold(arena, text_of(label))));
}

/* One letter in four may differ. */
static void
begin(struct lint *lint, const char *label)
{
    int letters = 0;

    lint->key = key_of(lint->arena, label);
    lint->near = near_of(lint->key);
    for (size_t pos = 0; pos < lint->key.n; letters++)
        (void)text_next(lint->key, &pos);
    lint->near.limit = letters / 4;
}

static void
try(struct lint *lint, struct text id, const char *label)
{
    struct text before = lint->near.found;

    if (!label)
        return;
    near_try(&lint->near, key_of(lint->arena, label));
    if (lint->near.found.at == before.at)
        return;
    lint->id = id;
    lint->name = text_of(label);
}

static void
end(struct lint *lint, const char *what, const char *label, struct place at)
{
    struct diag *diag;

    if (lint->near.found.n == 0)
        return;
    diag = diag_add(lint->diags, DIAG_WORD_NEAR, at, PLACE_NONE,
                    "%s '%s' is near '%.*s' (%.*s)", what, label,
                    TEXT_ARG(lint->name), TEXT_ARG(lint->id));
    diag_hint(lint->diags, diag, "use that word if it means the same");
}

static void
lint_items(struct lint *lint, const struct schema_table *table)
{
    const struct schema_item *item, *other;

    for (int i = 0; (item = schema_item_at(table, i)); i++) {
        if (!is_own(item->place) || !item->label)
            continue;
        begin(lint, item->label);
        for (int k = 0; (other = schema_item_at(table, k)); k++) {
            if (k < i || (k > i && !is_own(other->place)))
                try(lint, other->pattern, other->label);
        }
        end(lint, "item", item->label, item->place);
    }
}

static void
lint_measure(struct lint *lint, const struct schema_table *table,
             const struct schema_measure *own)
{
    const struct schema_section *section;
    const struct schema_measure *other;

    begin(lint, own->label);
    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (other = schema_measure_at(section, i)); i++) {
            if (!is_own(other->place))
                try(lint, text_of(other->word), other->label);
        }
    }
    end(lint, "measure", own->label, own->place);
}

static void
lint_measures(struct lint *lint, const struct schema_table *table)
{
    const struct schema_section *section;
    const struct schema_measure *measure;

    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            if (is_own(measure->place) && measure->label)
                lint_measure(lint, table, measure);
        }
    }
}

static void
lint_title(struct lint *lint, const struct vocabulary *words,
           const struct schema_table *table)
{
    begin(lint, table->title);
    for (int i = 0; i < words->n_tables; i++) {
        const struct schema_table *other = &words->tables[i];

        if (i < table->index || (i > table->index && !is_own(other->place)))
            try(lint, text_of(other->id), other->title);
    }
    end(lint, "table", table->title, table->place);
}

void
words_lint(struct arena *arena, const struct vocabulary *words,
           struct diag_list *diags)
{
    struct lint lint = { .arena = arena, .diags = diags };

    for (int i = 0; i < words->n_tables; i++) {
        const struct schema_table *table = &words->tables[i];

        if (is_own(table->place))
            lint_title(&lint, words, table);
        lint_items(&lint, table);
        lint_measures(&lint, table);
    }
}
