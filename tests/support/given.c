/* given.c - texts into mappings and sheets, located and read. */
#include "support/given.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "mapping/load.h"
#include "reconcile/rule.h"
#include "support/expect.h"
#include "support/gridtext_read.h"
#include "support/show.h"

static const struct vocabulary *words;

const struct vocabulary *
given_words(void)
{
    static struct arena arena;
    struct diag_list diags = { .arena = &arena };

    if (!words) {
        words = load_words(&arena, "mappings", &diags);
        for (int i = 0; i < diags.n; i++)
            diag_write_text(stderr, diags.items[i]);
        assert(words);
    }
    return words;
}

const struct schema_table *
given_table(const char *id)
{
    return schema_find(given_words(), text_of(id));
}

const struct mapping_set *
given_no_templates(void)
{
    static struct mapping_set set;

    set.words = given_words();
    return &set;
}

const struct mapping_set *
given_mappings(struct arena *arena)
{
    static const struct mapping_set none;
    struct diag_list diags = { .arena = arena };
    const struct mapping_set *set = load_folder(arena, "mappings", &diags);

    expect_begin("mappings load");
    EXPECT_TEXT("", show_diags(arena, &diags));
    if (!EXPECT(set != NULL && set->n_templates > 0))
        return &none;
    words = set->words;
    return set;
}

const struct rule_set *
given_rules(struct arena *arena, const struct mapping_set *set)
{
    static const struct rule_set none;
    struct diag_list diags = { .arena = arena };
    const struct rule_set *rules
        = rule_read_folder(arena, "mappings", set, &diags);

    expect_begin("rules load");
    EXPECT_TEXT("", show_diags(arena, &diags));
    return EXPECT(rules != NULL && rules->n > 0) ? rules : &none;
}

struct book *
given_sheets(struct arena *arena, const char *sheets)
{
    struct diag_list diags = { .arena = arena };
    struct book *book = gridtext_read(arena, "given", text_of(sheets), &diags);

    EXPECT_TEXT("", show_diags(arena, &diags));
    return book != NULL ? book : ARENA_NEW(arena, struct book);
}

static const struct template_rule *
read_table(struct arena *arena, struct text yaml)
{
    struct diag_list diags = { .arena = arena };
    const struct template_rule *one
        = load_text(arena, given_words(), "t.yaml", yaml, &diags);

    EXPECT_TEXT("", show_diags(arena, &diags));
    return one;
}

const struct template_rule *
given_mapping(struct arena *arena, const char *yaml)
{
    struct template_rule *all = ARENA_NEW(arena, struct template_rule);
    struct text rest = text_of(yaml), mark = TEXT("---\n");
    int first = 2022, last = 2022;

    (void)sscanf(yaml, "#years %d %d", &first, &last);
    while (rest.n > 0) {
        long at = text_find(rest, mark, 0);
        size_t end = at < 0 ? rest.n : (size_t)at;
        const struct template_rule *one
            = read_table(arena, text_slice(rest, 0, end));

        rest = text_slice(rest, at < 0 ? end : end + mark.n, rest.n);
        if (one == NULL)
            continue;
        all->place = one->place;
        ARENA_PUSH(arena, all->tables, all->n_tables, all->tables_capacity,
                   one->tables[0]);
    }
    all->id = all->name = TEXT("text");
    all->words = given_words();
    all->year_first = first;
    all->year_last = last;
    return all;
}

struct given_reading
given_reading(struct arena *arena, const char *yaml, const char *sheets)
{
    /* Most sheets of a few rows say no unit and no department, and are not about
       it. */
    static const enum diag_code unwanted[]
        = { DIAG_UNIT_UNNAMED, DIAG_DEPARTMENT_UNKNOWN, DIAG_N_CODES };
    struct given_reading r = {
        .arena = arena,
        .diags = { .arena = arena, .unwanted = unwanted },
    };

    r.template = given_mapping(arena, yaml);
    r.book = given_sheets(arena, sheets);
    /* Whose filing it is, is what few cases are about. */
    if (r.template->year_first == r.template->year_last)
        r.book->year = r.template->year_first;
    r.located = locate_book(arena, r.book, r.template, &r.diags);
    r.model = import_book(arena, r.located, &r.diags);
    return r;
}
