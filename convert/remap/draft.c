/* draft.c - a template's mapping files, drafted from its workbooks. */
#include "remap/draft.h"

#include <limits.h>
#include <string.h>

#include "mapping/folder.h"
#include "remap/draft_change.h"
#include "remap/draft_check.h"
#include "remap/draft_declare.h"
#include "remap/draft_form.h"
#include "remap/draft_match.h"
#include "remap/draft_name.h"
#include "remap/draft_rule.h"

/* A table as it may be written. */
struct made {
    struct draft_table *t;
    const char *file; /* its stem */
    const char *base; /* "national-2022/income"; NULL: none */
    bool inherited;   /* the base is a table of the template that is extended */
    struct draft_node *whole, *changed;
    struct draft_node *changes[DRAFT_CHANGE_N]; /* ways to say 'changed' */
    enum draft_how how;
};

struct drafting {
    struct arena *arena;
    const struct draft_wish *wish;
    struct diag_list *diags;
    struct draft_tables tables;
    struct made *made;                   /* [tables.n] */
    const struct template_rule *extends; /* or NULL */
    int year;
};

/* --- what to extend --- */

/* "income" of "mappings/national-2022/income.yaml" */
static const char *
stem(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    size_t n;

    file = slash ? slash + 1 : file;
    n = strlen(file);
    return arena_copy(arena, file, n - strlen(FOLDER_YAML));
}

/* The template that most of the tables are of, rather one that others extend;
   of equal ones the nearest in years. */
static const struct template_rule *
choose(const struct drafting *d)
{
    const struct mapping_set *set = d->wish->set;
    const struct template_rule *best = NULL;
    long most = LONG_MIN;

    for (int i = 0; i < set->n_templates; i++) {
        const struct template_rule *template = set->templates[i];
        long votes = 0;

        for (int k = 0; k < d->tables.n; k++) {
            const struct draft_table *t = d->tables.items[k];

            votes
                += t->schema && t->base && mapping_has_table(template, t->base);
        }
        votes
            = 1000 * votes + (template->extends.n ? 0 : 2500)
              - (d->year < template->year_first ? template->year_first - d->year
                 : d->year > template->year_last ? d->year - template->year_last
                                                 : 0);
        if (votes > most) {
            most = votes;
            best = template;
        }
    }
    return best;
}

/* --- the template's own file --- */

static int
year_of(const struct draft_table *t)
{
    for (int row = t->top; row < t->body; row++) {
        for (int col = t->left; col < t->right; col++) {
            struct text text = drafting_folded(t, row, col);
            long at = text_find(text, TEXT("年"), 0);

            if (at >= 4
                && text_is_digits(text_slice(text, (size_t)at - 4, (size_t)at))
                && text.at[at - 4] == '2')
                return (text.at[at - 4] - '0') * 1000
                       + (text.at[at - 3] - '0') * 100
                       + (text.at[at - 2] - '0') * 10 + (text.at[at - 1] - '0');
        }
    }
    return 0;
}

static void
write_caption(struct drafting *d, struct draft_node *map)
{
    struct draft_node *caption
        = draft_yaml_open(d->arena, map, "caption", NODE_MAP);

    draft_yaml_text(d->arena, caption, "left", TEXT("部门：{department}"));
    draft_yaml_text(d->arena, caption, "right", TEXT("金额单位：{unit}"));
}

/* The names of code lists, where no template is extended: those nearest in
   years. */
static void
write_codes(struct drafting *d, struct draft_node *map)
{
    struct load_more lists;
    const char *found[2] = { NULL, NULL };
    static const char *const kinds[] = { "functional", "economic" };
    struct diag_list none = diag_none(d->arena);
    struct draft_node *codes;

    if (!load_part(d->arena, d->wish->set->folder, "codes", TEXT(".csv"),
                   &lists, &none))
        return;
    for (int i = 0; i < lists.n; i++) {
        for (int k = 0; k < 2; k++) {
            size_t head = strlen(kinds[k]);
            const char *year = lists.names[i] + head + 1;

            if (strncmp(lists.names[i], kinds[k], head) != 0
                || strlen(lists.names[i]) != head + strlen("-2022.csv"))
                continue;
            if (!found[k]
                || text_compare(text_slice(text_of(year), 0, 4),
                                text_printf(d->arena, "%d", d->year))
                       <= 0)
                found[k] = arena_copy(d->arena, lists.names[i],
                                      strlen(lists.names[i]) - strlen(".csv"));
        }
    }
    if (!found[0] && !found[1])
        return;
    codes = draft_yaml_open(d->arena, map, "codes", NODE_MAP);
    for (int k = 0; k < 2; k++) {
        if (found[k])
            draft_yaml_text(d->arena, codes, kinds[k], text_of(found[k]));
    }
}

/* Has it nothing but 'extends' and 'evidence'? */
static bool
is_same(const struct draft_node *changed)
{
    return changed->child->next == changed->last;
}

/* A table that is taken as it is has its file in the base's folder. */
static bool
is_taken(const struct made *made)
{
    return made->how == DRAFT_TAKEN && made->inherited;
}

static const char *
said_file(const struct made *made)
{
    return is_taken(made) ? strchr(made->base, '/') + 1 : made->file;
}

static struct draft_node *
write_template(struct drafting *d)
{
    struct draft_node *map = draft_yaml_new(d->arena, NODE_MAP), *tables;

    map->remark = TEXT("yaml-language-server: $schema=../mapping.schema.json");
    draft_yaml_text(d->arena, map, "template", d->wish->id);
    draft_yaml_text(d->arena, map, "name",
                    text_printf(d->arena, "%.*s（%d 年度）",
                                TEXT_ARG(d->wish->id), d->year));
    if (d->wish->extends.n && d->extends->region.n)
        draft_yaml_text(d->arena, map, "region", d->extends->region);
    draft_yaml_number(d->arena, map, "years", d->year);
    if (d->extends)
        draft_yaml_text(d->arena, map, "extends", d->extends->id);
    else {
        write_codes(d, map);
        write_caption(d, map);
    }
    draft_yaml_text(d->arena, map, "evidence",
                    TEXT("draft: from a workbook, not yet reviewed"));
    tables = draft_yaml_open(d->arena, map, "tables", NODE_LIST);
    for (int i = 0; i < d->tables.n; i++) {
        if (d->made[i].how != DRAFT_LEFT)
            draft_yaml_text(d->arena, tables, NULL,
                            text_of(said_file(&d->made[i])));
    }
    return map;
}

/* --- files --- */

static void
add_file(struct drafting *d, struct load_more *files, const char *name,
         const struct draft_node *map)
{
    struct bytes bytes = { .arena = d->arena };

    draft_yaml_write(&bytes, map);
    load_more_add(d->arena, files,
                  arena_printf(d->arena, "%s" FOLDER_YAML, name),
                  bytes_text(&bytes));
}

/* As the tables are to be said now. */
static struct load_more
write_files(struct drafting *d)
{
    struct load_more files = { .id = d->wish->id, .next = d->wish->set->more };
    struct draft_node *words = draft_yaml_new(d->arena, NODE_MAP);
    struct draft_node *tables, *families;

    families = draft_yaml_open(d->arena, words, "families", NODE_MAP);
    tables = draft_yaml_open(d->arena, words, "tables", NODE_LIST);
    add_file(d, &files, "template", write_template(d));
    for (int i = 0; i < d->tables.n; i++) {
        struct made *made = &d->made[i];

        if (made->how == DRAFT_LEFT)
            continue;
        if (made->how == DRAFT_WHOLE) {
            add_file(d, &files, made->file, made->whole);
            draft_declare_all(made->t, tables, families);
        } else if (!is_taken(made)) {
            if (made->changed != made->changes[DRAFT_CHANGE_HEAD])
                draft_declare_all(made->t, tables, families);
            add_file(d, &files, made->file, made->changed);
        }
    }
    if (!families->child)
        words->child = tables;
    if (tables->child)
        add_file(d, &files, "vocabulary", words);
    return files;
}

/* --- making --- */

static bool
is_twice(const struct draft_tables *tables, int i)
{
    const struct draft_table *t = tables->items[i];

    for (int k = 0; k < i; k++) {
        if (text_same_words(t->arena, tables->items[k]->title, t->title))
            return true;
    }
    return false;
}

static void
read_books(struct drafting *d, const struct draft_words *words)
{
    struct draft_tables all = { .n = 0 };

    for (int b = 0; b < d->wish->n_books; b++) {
        struct book *book = d->wish->books[b];

        for (int s = 0; s < book->n_sheets; s++) {
            if (book->sheets[s].state == SHEET_VISIBLE)
                draft_sheet_read(d->arena, words, book, &book->sheets[s], &all);
        }
    }
    for (int i = 0; i < all.n; i++) {
        if (!is_twice(&all, i))
            ARENA_PUSH(d->arena, d->tables.items, d->tables.n,
                       d->tables.capacity, all.items[i]);
        if (!d->year)
            d->year = year_of(all.items[i]);
    }
}

/* A name for the file that no other has. */
static const char *
file_name(struct drafting *d, int i)
{
    const char *name = text_zero(d->arena, d->tables.items[i]->id);

    for (int again = 2, k = 0; k < i; k++) {
        if (strcmp(d->made[k].file, name) != 0)
            continue;
        name = arena_printf(d->arena, "%.*s_%d",
                            TEXT_ARG(d->tables.items[i]->id), again++);
        k = -1;
    }
    return name;
}

/* One form may occur once a project: those of a title are one table. */
static bool
is_again(const struct drafting *d, int i)
{
    const struct draft_node *title = draft_yaml_find(d->made[i].whole, "title");

    for (int k = 0; k < i && d->tables.items[i]->is_form; k++) {
        if (d->tables.items[k]->schema == d->tables.items[i]->schema
            && draft_yaml_equal(draft_yaml_find(d->made[k].whole, "title"),
                                title))
            return true;
    }
    return false;
}

/* Those that are there again go. */
static void
drop_again(struct drafting *d)
{
    int n = 0;

    for (int i = 0; i < d->tables.n; i++) {
        if (is_again(d, i))
            continue;
        d->tables.items[n] = d->tables.items[i];
        d->made[n++] = d->made[i];
    }
    d->tables.n = n;
}

static void
make_table(struct drafting *d, int i)
{
    struct made *made = &d->made[i];
    struct draft_table *t = d->tables.items[i];

    made->t = t;
    draft_form_read(t);
    draft_name_all(t);
    made->file = file_name(d, i);
    made->how = DRAFT_WHOLE;
    made->whole = draft_rule_write(t, text_printf(d->arena,
                                                  "draft: from the sheet %.*s",
                                                  TEXT_ARG(t->grid->name)));
    /* A form of another title is another form. */
    if (t->base && t->schema == t->base->schema
        && (t->same_title || !t->is_form)) {
        const char *base = stem(d->arena, t->base->file);

        made->base = arena_printf(d->arena, "%.*s/%s",
                                  TEXT_ARG(t->base->template_id), base);
        for (int k = 0; k < DRAFT_CHANGE_N; k++)
            made->changes[k] = draft_change_write(t, made->base, made->whole,
                                                  (enum draft_change_kind)k);
        made->changed = made->changes[0];
        if (t->is_form) /* all of a form would be in it */
            made->changes[DRAFT_CHANGE_KEYS] = NULL;
    }
}

/* Does the loader complain of the table's file? */
static bool
is_wrong(const struct drafting *d, const struct made *made,
         const struct diag_list *said)
{
    const char *file = arena_printf(d->arena, "mappings/%.*s/%s" FOLDER_YAML,
                                    TEXT_ARG(d->wish->id), made->file);

    for (int k = 0; k < said->n; k++) {
        if (said->items[k]->level == DIAG_ERROR && said->items[k]->at.file
            && strcmp(said->items[k]->at.file, file) == 0)
            return true;
    }
    return false;
}

/* Changes that cannot be loaded are written out again. */
static bool
give_back(struct drafting *d, const struct diag_list *said, const bool *settled)
{
    bool any = false;

    for (int i = 0; i < d->tables.n; i++) {
        if (settled[i] || d->made[i].how == DRAFT_WHOLE
            || !is_wrong(d, &d->made[i], said))
            continue;
        d->made[i].how = DRAFT_WHOLE;
        any = true;
    }
    return any;
}

/* The tables whose files the loader complains of are left to their base, or
   out; false when there is none of them. */
static bool
give_up(struct drafting *d, const struct diag_list *said)
{
    bool any = false;

    for (int i = 0; i < d->tables.n; i++) {
        struct made *made = &d->made[i];

        if (made->how == DRAFT_LEFT || !is_wrong(d, made, said))
            continue;
        made->how = made->how == DRAFT_WHOLE && made->changed ? DRAFT_CHANGED
                                                              : DRAFT_LEFT;
        any = true;
    }
    return any;
}

static bool
is_inherited(const struct drafting *d, const struct made *made)
{
    return d->extends && mapping_has_table(d->extends, made->t->base)
           && is_same(made->changed);
}

/* As little as reads no less than the whole: each way to say the changes is
   tried with all tables that no way before was good enough for. */
static void
shrink(struct drafting *d, const struct draft_verdict *whole)
{
    int n = d->tables.n;
    struct draft_verdict *verdicts
        = ARENA_ARRAY(d->arena, struct draft_verdict, n + 1);
    bool *settled = ARENA_ARRAY(d->arena, bool, n + 1);

    for (int i = 0; i < n; i++)
        settled[i] = !d->made[i].changed || d->made[i].how != DRAFT_WHOLE;
    for (int k = 0; k < DRAFT_CHANGE_N; k++) {
        struct diag_list none = diag_none(d->arena);
        struct load_more files;
        bool good;

        for (int i = 0; i < n; i++) {
            if (settled[i] || !d->made[i].changes[k])
                continue;
            d->made[i].changed = d->made[i].changes[k];
            d->made[i].inherited = is_inherited(d, &d->made[i]);
            d->made[i].how = d->made[i].inherited ? DRAFT_TAKEN : DRAFT_CHANGED;
        }
        do {
            files = write_files(d);
            none = diag_none(d->arena);
            good = draft_check(d->arena, d->wish->set->folder, &files,
                               &d->tables, verdicts, &none);
        } while (!good && give_back(d, &none, settled));
        for (int i = 0; i < n; i++) {
            if (settled[i])
                continue;
            settled[i] = good && d->made[i].how != DRAFT_WHOLE
                         && draft_check_covers(&whole[i], &verdicts[i]);
            if (!settled[i])
                d->made[i].how = DRAFT_WHOLE;
        }
    }
}

static struct draft *
finish(struct drafting *d)
{
    struct draft *out = ARENA_NEW(d->arena, struct draft);

    out->files = write_files(d);
    out->extends = d->extends ? text_zero(d->arena, d->extends->id) : NULL;
    out->n_lines = d->tables.n;
    out->lines = ARENA_ARRAY(d->arena, struct draft_line, d->tables.n + 1);
    for (int i = 0; i < d->tables.n; i++) {
        const struct made *made = &d->made[i];
        struct draft_line *line = &out->lines[i];

        *line = (struct draft_line){ .book = made->t->book,
                                     .sheet = made->t->grid->name,
                                     .title = made->t->title,
                                     .file = said_file(made),
                                     .how = made->how,
                                     .base = made->base };
        line->known = made->t->n_known;
        line->mechanical = made->t->n_mechanical;
        if (made->how == DRAFT_WHOLE
            || (made->how == DRAFT_CHANGED
                && made->changed != made->changes[DRAFT_CHANGE_HEAD]))
            line->open = made->t->n_open;
    }
    out->set = load_folder_with(d->arena, d->wish->set->folder, &out->files,
                                d->diags);
    return out->set ? out : NULL;
}

const struct draft *
draft_make(struct arena *arena, const struct draft_wish *wish,
           struct diag_list *diags)
{
    const struct draft_words *words = draft_words_of(arena, wish->set);
    struct drafting d
        = { .arena = arena, .wish = wish, .diags = diags, .year = wish->year };
    struct draft_verdict *whole;
    struct diag_list none;
    struct load_more files;
    bool good;

    read_books(&d, words);
    if (d.tables.n == 0) {
        diag_add(diags, DIAG_BOOK_UNRECOGNISED,
                 PLACE_FILE(wish->books[0]->file), PLACE_NONE,
                 "no sheet holds a title with a table below it");
        return NULL;
    }
    if (wish->extends.n)
        d.extends = mapping_find(wish->set, wish->extends);
    draft_match_all(words, &d.tables, d.extends);
    if (!d.extends)
        d.extends = choose(&d);
    if (!d.year)
        d.year = d.extends ? d.extends->year_first : 2022;
    d.made = ARENA_ARRAY(arena, struct made, d.tables.n + 1);
    for (int i = 0; i < d.tables.n; i++)
        make_table(&d, i);
    drop_again(&d);
    whole = ARENA_ARRAY(arena, struct draft_verdict, d.tables.n + 1);
    do {
        none = diag_none(arena);
        files = write_files(&d);
        good = draft_check(arena, wish->set->folder, &files, &d.tables, whole,
                           &none);
    } while (!good && give_up(&d, &none));
    if (good)
        shrink(&d, whole);
    return finish(&d);
}
