/* vocabulary.c - tables, measures and items, and who uses them. */
#include "tool/vocabulary.h"

#include "canon/item.h"
#include "mapping/domain.h"

#define ID_WIDTH 34
#define NAME_WIDTH 44

static void
put(FILE *out, struct text t, int width)
{
    text_write_padded(out, t, width);
    fputs("  ", out);
}

static void
put_end(FILE *out, enum language language, int n, int of)
{
    if (n == of && n > 0)
        fputs(language_say(language, "all\n"), out);
    else
        fputs(n == 0 ? "-\n" : "\n", out);
}

/* ---- tables ---- */

static bool
has_table(const struct template_rule *template,
          const struct schema_table *table)
{
    return mapping_table(template, table) != NULL;
}

static void
write_unmapped(FILE *out, enum language language, struct arena *arena,
               const struct vocabulary *words)
{
    fputs(language_say(language,
                       "\ntitles that are known, without a mapping yet\n"),
          out);
    for (int i = 0; i < words->n_unmapped; i++) {
        const struct schema_unmapped *one = &schema_unmapped(words)[i];

        put(out, one->title, NAME_WIDTH + ID_WIDTH + 2 - 20);
        put(out, one->region, 6);
        fprintf(out, "%s\n",
                mapping_years(arena, one->year_first, one->year_last));
    }
}

void
vocabulary_write(FILE *out, enum language language, struct arena *arena,
                 const struct mapping_set *set)
{
    put(out, text_of(language_say(language, "table")), ID_WIDTH);
    put(out, text_of(language_say(language, "name")), NAME_WIDTH);
    fputs(language_say(language, "templates\n"), out);
    for (int i = 0; i < set->words->n_tables; i++) {
        const struct schema_table *table = &set->words->tables[i];
        int n = 0, written = 0;

        put(out, text_of(table->id), ID_WIDTH);
        put(out, text_of(table->title), NAME_WIDTH);
        for (int k = 0; k < set->n_templates; k++)
            n += has_table(set->templates[k], table);
        for (int k = 0; n < set->n_templates && k < set->n_templates; k++) {
            if (has_table(set->templates[k], table))
                fprintf(out, "%s%.*s", written++ ? ", " : "",
                        TEXT_ARG(set->templates[k]->id));
        }
        put_end(out, language, n, set->n_templates);
    }
    if (set->words->n_unmapped > 0)
        write_unmapped(out, language, arena, set->words);
}

/* ---- the words of one ---- */

/* A template that has the table, and its cells. */
struct user {
    struct text id;
    const struct domain **domains; /* [n] a file each */
    int n;
};

struct users {
    enum language language; /* of what is said of them */
    const struct schema_table *table;
    struct user *items;
    int n, capacity;
};

static void
find_users(struct users *users, struct arena *arena,
           const struct mapping_set *set)
{
    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];
        struct user user = { .id = template->id };
        int capacity = 0;

        for (int k = 0; k < template->n_tables; k++) {
            if (template->tables[k]->schema == users->table)
                ARENA_PUSH(arena, user.domains, user.n, capacity,
                           domain_of(arena, template->tables[k]));
        }
        if (user.n > 0)
            ARENA_PUSH(arena, users->items, users->n, users->capacity, user);
    }
}

/* Is the cell one of the item?  A domain leaves out what is in {}. */
static bool
is_item(const struct schema_item *item, struct text of_cell)
{
    if (text_equal(item->word, of_cell))
        return true;
    return item->kind == ITEM_CODE && text_starts(of_cell, item->word)
           && item_is_code(text_slice(of_cell, item->word.n, of_cell.n));
}

/* Has it a cell of the item, or, of the items of a section, the measure? */
static bool
uses(const struct user *user, const struct schema_table *table,
     const struct schema_item *item, int section, struct text measure)
{
    const struct schema_item *known;

    for (int d = 0; d < user->n; d++) {
        for (int i = 0; i < user->domains[d]->n; i++) {
            const struct domain_cell *cell = &user->domains[d]->cells[i];

            if (item && is_item(item, cell->item))
                return true;
            for (int k = 0; !item && text_equal(cell->measure, measure)
                            && (known = schema_item_at(table, k));
                 k++) {
                if (known->section == section && is_item(known, cell->item))
                    return true;
            }
        }
    }
    return false;
}

static void
put_users(FILE *out, const struct users *users, const struct schema_item *item,
          int section, struct text measure)
{
    int n = 0, written = 0;

    for (int i = 0; i < users->n; i++)
        n += uses(&users->items[i], users->table, item, section, measure);
    for (int i = 0; n < users->n && i < users->n; i++) {
        if (uses(&users->items[i], users->table, item, section, measure))
            fprintf(out, "%s%.*s", written++ ? ", " : "",
                    TEXT_ARG(users->items[i].id));
    }
    put_end(out, users->language, n, users->n);
}

static void
put_items(FILE *out, const struct users *users)
{
    const struct schema_item *item;

    fputs(language_say(users->language, "\nitems, each with its family\n"),
          out);
    for (int i = 0; (item = schema_item_at(users->table, i)); i++) {
        const struct schema_section *section
            = schema_section_at(users->table, item->section);

        fputs("  ", out);
        put(out, item->pattern, ID_WIDTH - 2);
        put(out, text_of(section->id), 18);
        put(out, item->label ? text_of(item->label) : text_of(item->codes),
            NAME_WIDTH - 20);
        put_users(out, users, item, 0, TEXT_NONE);
    }
}

void
vocabulary_write_table(FILE *out, enum language language, struct arena *arena,
                       const struct mapping_set *set,
                       const struct schema_table *table)
{
    struct users users = { .language = language, .table = table };
    const struct schema_section *section;
    const struct schema_measure *measure;

    find_users(&users, arena, set);
    fprintf(out, "%s %s\n", table->id, table->title);
    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        fprintf(out, language_say(language, "\nmeasures of the family %s\n"),
                section->id);
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            fputs("  ", out);
            put(out, text_of(measure->word), ID_WIDTH - 2);
            put(out,
                text_of(language_say(language, schema_kind(measure->kind))),
                18);
            put(out, text_of(measure->label), NAME_WIDTH - 20);
            put_users(out, &users, NULL, s, text_of(measure->word));
        }
        if (section->codes)
            fprintf(
                out,
                language_say(language, "  {code}, amount: each code of %s\n"),
                section->codes);
    }
    put_items(out, &users);
}
