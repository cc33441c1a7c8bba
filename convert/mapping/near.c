/* near.c - the right word nearest to a wrong one. */
#include "mapping/near.h"

struct near
near_of(struct text word)
{
    struct near near = { .word = word, .found = TEXT_NONE };
    int n = 0;

    for (size_t pos = 0; pos < word.n; n++)
        (void)text_next(word, &pos);
    near.limit = n / 3 + 1; /* a third of its letters may be wrong */
    return near;
}

void
near_try(struct near *near, struct text candidate)
{
    int distance = text_distance(near->word, candidate, near->limit);

    if (distance > near->limit
        || (near->found.n && distance == near->limit
            && (text_starts(near->found, near->word)
                || !text_starts(candidate, near->word))))
        return;
    near->found = candidate;
    near->limit = distance;
}

/* By its id, and by its name. */
static void
near_try_word(struct near *near, struct text id, const char *label)
{
    near_try(near, id);
    if (label)
        near_try(near, text_of(label));
}

struct text
near_table(const struct vocabulary *words, struct text word)
{
    struct near near = near_of(word);

    for (int i = 0; i < words->n_tables; i++)
        near_try_word(&near, text_of(words->tables[i].id),
                      words->tables[i].title);
    return near.found;
}

static bool
has_item(const struct schema_table *table, struct text item,
         struct text measure)
{
    enum value_kind kind;

    return measure.n ? schema_value(table, item, measure, &kind)
                     : near_is_item(table, item);
}

struct text
near_item(const struct schema_table *table, struct text word,
          struct text measure)
{
    struct near near = near_of(word);
    const struct schema_item *item;

    for (int i = 0; (item = schema_item_at(table, i)); i++) {
        if (has_item(table, item->pattern, measure))
            near_try_word(&near, item->pattern, item->label);
    }
    return near.found;
}

struct text
near_measure(const struct schema_table *table, struct text item,
             struct text word)
{
    const struct schema_section *section = schema_section(table, item);
    struct near near = near_of(word);
    const struct schema_measure *measure;

    for (int i = 0; section && (measure = schema_measure_at(section, i)); i++)
        near_try_word(&near, text_of(measure->word), measure->label);
    return near.found;
}

bool
near_is_item(const struct schema_table *table, struct text item)
{
    enum item_kind kind;

    return schema_item(table, item, &kind);
}
