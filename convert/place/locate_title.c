/* locate_title.c - cells that say what a table is called. */
#include "place/locate_title.h"

#include "base/limits.h"
#include "base/sorted.h"
#include "canon/unit.h"
#include "mapping/pattern.h"
#include "place/locate_cover.h"
#include "place/locate_title_index.h"

/* A row with more cells is a table's, and no title is looked for in it: its
   words are headings and names. */
#define TITLE_ROW_CELLS 6
/* A title, with a department and a year before it; a longer text that ends in
   one is a sentence about the table. */
#define EXPLAINED_BYTES 300
/* A caption that says the department; a longer text is a paragraph, and no name
   in it goes before a title. */
#define NAME_BYTES 400

/* "…2022年度" before a title, and 部门 or 单位 after that, say no other table. */
static struct text
sans_year(struct text t, int *year)
{
    struct text mark = TEXT("年");
    long at = text_find(t, mark, 0);

    if (at < 4)
        return TEXT_NONE;
    for (int i = 1; i <= 4; i++) {
        char c = t.at[at - i];

        if (c < '0' || c > '9')
            return TEXT_NONE;
    }
    *year = 0;
    for (int i = 4; i >= 1; i--)
        *year = *year * 10 + (t.at[at - i] - '0');
    t = text_slice(t, (size_t)at + mark.n, t.n);
    if (text_starts(t, TEXT("度")))
        t = text_slice(t, TEXT("度").n, t.n);
    return t;
}

/* 表二: 附表1 公开02表 Z03 before a title number it, and say no other table. */
static struct text
sans_number(struct text t)
{
    static const struct text heads[]
        = { { "附件", 6 }, { "附表", 6 }, { "公开", 6 },
            { "财决", 6 }, { "表", 3 },   { "Z", 1 } };
    static const struct text stops[] = { { "表", 3 }, { "-", 1 }, { ":", 1 },
                                         { "、", 3 }, { ".", 1 }, { "_", 1 } };
    struct text rest = TEXT_NONE;

    for (int i = 0; i < ARRAY_LEN(heads) && rest.n == 0; i++) {
        if (text_starts(t, heads[i]))
            rest = text_slice(t, heads[i].n, t.n);
    }
    if (rest.n == 0 || text_numeral(rest) == 0)
        return TEXT_NONE;
    rest = text_slice(rest, text_numeral(rest), rest.n);
    while (rest.n > 1 && rest.at[0] == '-' /* 表2-1 */
           && text_numeral(text_slice(rest, 1, rest.n)) > 0) {
        rest = text_slice(rest, 1, rest.n);
        rest = text_slice(rest, text_numeral(rest), rest.n);
    }
    for (int i = 0; i < ARRAY_LEN(stops); i++) {
        if (text_starts(rest, stops[i]))
            rest = text_slice(rest, stops[i].n, rest.n);
    }
    return rest;
}

/* Titles that are being found, those of one cell from 'first' on. */
struct finding {
    struct arena *arena;
    const struct folded_book *in;
    const struct title_index *index;
    bool each; /* see locate_title.h */
    struct title *items;
    int n, capacity, first;
    struct title *longs; /* too long to be one */
    int n_longs, longs_capacity;
    struct title *spots; /* see locate_title.h */
    int n_spots, spots_capacity;
    struct title at; /* the cell */
    /* What captions say of the department, folded and sorted. */
    struct text *names;
    int n_names;
    bool names_read;
};

static bool
is_found(const struct finding *f)
{
    return f->n > f->first;
}

static void
add_title(struct finding *f, const struct table_rule *table, size_t tail)
{
    for (int i = f->first; i < f->n; i++) {
        if (f->items[i].table == table)
            return;
    }
    f->at.table = table;
    f->at.tail = tail;
    ARENA_PUSH(f->arena, f->items, f->n, f->capacity, f->at);
}

static void
match_plain(struct finding *f, struct text t, size_t tail)
{
    if (is_found(f))
        return;
    for (const struct title_word *w = locate_title_index_plain(f->index, t);
         w != NULL; w = w->next) {
        if (text_equal(w->glob, t))
            add_title(f, w->table, tail);
    }
}

/* 收入决算表 单位:元 without the unit; TEXT_NONE where that is no title. */
static struct text
sans_unit(const struct title_index *index, struct text t)
{
    static const struct text words[]
        = { { "金额单位", 12 }, { "單位", 6 }, { "单位", 6 } };
    int year;
    bool some = false;

    for (int i = 0; i < ARRAY_LEN(words) && !some; i++) {
        long at = text_find(t, words[i], 0);
        struct text head = text_slice(t, 0, at > 0 ? (size_t)at : 0);

        some = locate_title_index_plain(index, head) != NULL
               || locate_title_index_plain(index, sans_year(head, &year))
                      != NULL;
    }
    for (int i = 0; i < ARRAY_LEN(words) && some; i++) {
        long at = text_find(t, words[i], 0);

        if (at > 0
            && unit_of_text(text_slice(t, (size_t)at, t.n)).kind != UNIT_NONE)
            return text_slice(t, 0, (size_t)at);
    }
    return TEXT_NONE;
}

/* Brackets that make a title another table's: 收入决算表（预算）, （分单位）. */
static bool
is_another(struct text group)
{
    static const struct text words[]
        = { { "预算", 6 }, { "上年", 6 }, { "年初", 6 }, { "调整", 6 },
            { "样", 3 },   { "模板", 6 }, { "示例", 6 }, { "参考", 6 },
            { "分", 3 },   { "按", 3 },   { "明细", 6 }, { "附", 3 } };
    struct text inside = text_inside(group);
    int year = 0;

    if (text_equal(inside, TEXT("单位")) || text_equal(inside, TEXT("科目")))
        return true; /* 分 is lost */
    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (text_find(inside, words[i], 0) >= 0)
            return true;
    }
    return sans_year(inside, &year).n > 0;
}

/* Of titles with brackets behind them the one with the longest own words. */
static void
match_bracketed(struct finding *f, struct text t)
{
    size_t whole = t.n;

    for (;;) {
        struct text bare = text_sans_group(t);

        match_plain(f, t, whole - t.n);
        if (is_found(f) || bare.n == t.n
            || !locate_title_index_may_strip(f->index, bare)
            || is_another(text_slice(t, bare.n, t.n)))
            break;
        t = bare;
    }
}

static void
match_any_plain(struct finding *f, struct text folded)
{
    struct text rest = sans_year(folded, &f->at.year);

    match_bracketed(f, folded);
    match_bracketed(f, text_sans_ordinal(folded));
    match_bracketed(f, rest);
    if (text_starts(rest, TEXT("部门")) || text_starts(rest, TEXT("单位")))
        match_bracketed(f, text_slice(rest, TEXT("部门").n, rest.n));
    rest = sans_unit(f->index, folded);
    match_plain(f, rest, 0);
    match_plain(f, sans_year(rest, &f->at.year), 0);
    match_bracketed(f, sans_number(folded));
}

/* Can the text between two stars, or none, not be there? */
static bool
is_other(struct text glob, struct text t)
{
    char first = glob.at[0], last = glob.at[glob.n - 1];

    return t.n == 0
           || (first != '*' && first != TEXT_GLOB_ESCAPE && first != t.at[0])
           || (last != '*' && last != t.at[t.n - 1]);
}

static void
match_globs(struct finding *f, struct text folded, size_t tail)
{
    const struct title_index *index = f->index;
    size_t longest = 0;

    if (!locate_title_index_may_be_glob(index, folded))
        return;
    for (int i = 0; i < index->n; i++) {
        const struct title_word *w = &index->words[i];

        if (w->plain || (!f->each && w->glob.n < longest)
            || is_other(w->glob, folded) || !text_glob(w->glob, folded))
            continue;
        if (longest == 0)
            (void)sans_year(folded, &f->at.year);
        if (!f->each && w->glob.n > longest)
            f->n = f->first;
        longest = w->glob.n;
        add_title(f, w->table, tail);
    }
}

/* 《收入决算表》 without the marks. */
static struct text
sans_marks(struct text t)
{
    struct text open = TEXT("《"), close = TEXT("》");

    return text_starts(t, open) && text_ends(t, close)
               ? text_slice(t, open.n, t.n - close.n)
               : t;
}

static void
match_title(struct finding *f, struct text folded)
{
    size_t whole;

    f->first = f->n;
    folded = sans_marks(folded);
    whole = folded.n;
    if (locate_title_index_may_be_plain(f->index, folded))
        match_any_plain(f, folded);
    while (f->each || !is_found(f)) {
        struct text bare = text_sans_group(folded);

        match_globs(f, folded, whole - folded.n);
        if (bare.n == folded.n || !locate_title_index_may_strip(f->index, bare)
            || is_another(text_slice(folded, bare.n, folded.n)))
            break;
        folded = bare;
    }
}

static bool
is_crowded(const struct grid *grid, int first, int end)
{
    int n = 0;

    for (int c = first; c < end && n <= TITLE_ROW_CELLS; c++)
        n += grid->cells[c].type != CELL_BLANK;
    return n > TITLE_ROW_CELLS;
}

/* ---- titles with a department's name before them ---- */

/* Bytes of a department's label of any of the tables that the text begins
   with. */
static size_t
label_of(const struct title_index *index, struct text folded)
{
    size_t n = locate_cover_label(folded);

    for (int i = 0; i < index->n && n == 0; i++) {
        const struct table_rule *table = index->words[i].table;

        if (i > 0 && table == index->words[i - 1].table)
            continue;
        for (int k = 0; k < table->n_caption_patterns; k++) {
            const struct pattern *p = &table->caption_patterns[k];

            if (p->n_parts >= 2 && p->parts[0].literal && !p->parts[1].literal
                && p->parts[1].field == FIELD_DEPARTMENT
                && text_starts(folded, p->parts[0].folded))
                n = p->parts[0].folded.n;
        }
    }
    return n;
}

/* What captions of the book say behind a department's label. */
static void
read_names(struct finding *f)
{
    const struct book *book = f->in->book;
    int capacity = 0;

    f->names_read = true;
    if (book->given.department.n > 0)
        ARENA_PUSH(f->arena, f->names, f->n_names, capacity,
                   text_fold(f->arena, book->given.department));
    for (int s = 0; s < book->n_sheets; s++) {
        const struct grid *grid = &book->sheets[s];

        for (int i = 0; i < grid->n_cells; i++) {
            const struct cell *cell = &grid->cells[i];
            struct text folded
                = cell->type == CELL_TEXT && cell->text.n < NAME_BYTES
                      ? folded_of(&f->in->sheets[s], cell)
                      : TEXT_NONE;
            size_t n = label_of(f->index, folded);

            if (n > 0)
                ARENA_PUSH(f->arena, f->names, f->n_names, capacity,
                           text_slice(folded, n, folded.n));
        }
    }
    text_sort(f->names, f->n_names);
}

/* Does a caption begin with the name?  Such ones are at its place in the
   order, if any. */
static bool
is_department(struct finding *f, struct text name)
{
    int at;

    if (!f->names_read)
        read_names(f);
    SORTED_FIND(at, 0, f->n_names, text_compare(f->names[at], name) < 0);
    return at < f->n_names && text_starts(f->names[at], name);
}

/* Is what is before a title explained: a year, a department, 部门? */
static bool
is_explained(struct finding *f, struct text head)
{
    int *year = &f->at.year;
    struct text rest = sans_year(head, year);
    long mark = text_find(head, TEXT("20"), 0);

    if (rest.at != NULL) {
        head = rest;
    } else if (mark > 0) { /* 某局2022年度 */
        rest = sans_year(text_slice(head, (size_t)mark, head.n), year);
        if (rest.at != NULL && rest.n == 0)
            head = text_slice(head, 0, (size_t)mark);
    }
    if (text_ends(head, TEXT("部门")) || text_ends(head, TEXT("单位")))
        head.n -= TEXT("部门").n;
    return head.n == 0 || is_department(f, head);
}

/* The longest plain title that a text ends with, and does not begin with. */
static const struct title_word *
title_behind(const struct title_index *index, struct text folded)
{
    const struct title_word *best = NULL;

    for (int k = 0; k < index->n; k++) {
        const struct title_word *w = &index->words[k];

        if (w->plain && w->glob.n < folded.n && text_ends(folded, w->glob)
            && (best == NULL || w->glob.n > best->glob.n))
            best = w;
    }
    return best;
}

/* A title with more before it that is explained: 某县教育局收入决算表.  False
   where the text ends in no title. */
static bool
find_explained(struct finding *f, struct text folded)
{
    const struct title_word *found;
    size_t whole = folded.n;

    if (!locate_title_index_may_be_plain(f->index, folded))
        return false;
    if (unit_of_brackets(folded).kind != UNIT_NONE)
        folded = text_sans_group(folded);
    found = title_behind(f->index, folded);
    if (found != NULL
        && is_explained(f, text_slice(folded, 0, folded.n - found->glob.n)))
        match_plain(f, found->glob, whole - folded.n);
    return found != NULL;
}

/* A longer text that begins as a title with brackets behind it is no title. */
static bool
note_long(struct finding *f, struct text folded)
{
    long open = text_find(folded, TEXT("("), 0);
    const struct title_word *word
        = open > 0 ? locate_title_index_plain(
              f->index, text_slice(folded, 0, (size_t)open))
                   : NULL;

    if (word == NULL)
        return false;
    f->at.table = word->table;
    ARENA_PUSH(f->arena, f->longs, f->n_longs, f->longs_capacity, f->at);
    return true;
}

/* Does the cell say a title, or end as one does? */
static bool
find_in_cell(struct finding *f, int s, const struct cell *cell)
{
    struct text folded = folded_of(&f->in->sheets[s], cell);

    f->at = (struct title){ .sheet = s, .row = cell->row, .col = cell->col };
    if (cell->text.n > LIMIT_TITLE_BYTES)
        return note_long(f, folded);
    match_title(f, folded);
    return is_found(f)
           || (cell->text.n <= EXPLAINED_BYTES && find_explained(f, folded));
}

static void
find_in_row(struct finding *f, int s, int row)
{
    const struct grid *grid = &f->in->book->sheets[s];
    int first = grid->rows[row].first, end = grid->rows[row + 1].first;

    if (is_crowded(grid, first, end))
        return;
    for (int c = first; c < end; c++) {
        if (grid->cells[c].type == CELL_TEXT
            && find_in_cell(f, s, &grid->cells[c]))
            ARENA_PUSH(f->arena, f->spots, f->n_spots, f->spots_capacity,
                       f->at);
    }
}

static struct titles
titles_of(const struct finding *f)
{
    return (struct titles){ f->items,   f->n,     f->longs,
                            f->n_longs, f->spots, f->n_spots };
}

struct titles
locate_title_find(const struct folded_book *in, struct table_list tables,
                  bool each)
{
    struct title_index index = locate_title_index_make(in->arena, tables);
    struct finding f
        = { .arena = in->arena, .in = in, .index = &index, .each = each };

    for (int s = 0; s < in->book->n_sheets; s++) {
        for (int i = 0; i < in->book->sheets[s].n_rows; i++)
            find_in_row(&f, s, i);
    }
    return titles_of(&f);
}

struct titles
locate_title_again(const struct folded_book *in, struct table_list tables,
                   const struct titles *found)
{
    struct title_index index = locate_title_index_make(in->arena, tables);
    struct finding f = { .arena = in->arena, .in = in, .index = &index };

    for (int i = 0; i < found->n_spots; i++) {
        const struct title *spot = &found->spots[i];

        (void)find_in_cell(
            &f, spot->sheet,
            grid_at(&in->book->sheets[spot->sheet], spot->row, spot->col));
    }
    return titles_of(&f);
}

int
locate_title_end(const struct grid *grid, const struct titles *titles, int i)
{
    const struct title *title = &titles->items[i];

    for (int k = i + 1; k < titles->n; k++) {
        if (titles->items[k].sheet != title->sheet)
            break;
        if (titles->items[k].row > title->row)
            return titles->items[k].row;
    }
    return grid_end_row(grid);
}

int
locate_title_lacking(const struct titles *titles,
                     const struct template_rule *template)
{
    int n = 0;

    for (int k = 0; template->sets && k < template->n_tables; k++) {
        bool begun = false, there = template->sets[k] == 0;

        for (int i = 0; i < titles->n && !there; i++) {
            for (int m = 0; m < template->n_tables && !there; m++) {
                if (template->tables[m] != titles->items[i].table
                    || template->sets[m] != template->sets[k])
                    continue;
                begun = true;
                there = template->tables[m]->schema
                        == template->tables[k]->schema;
            }
        }
        n += begun && !there;
    }
    return n;
}

/*
 * What may be in brackets behind a title of the same table: （公开02表）,
 * （2022年）, （一）, （续）, a unit, a caption.  （预算） and （本级） may not.
 */
bool
locate_title_aside(struct text group)
{
    static const struct text words[]
        = { { "公开", 6 }, { "公开表", 9 }, { "续", 3 }, { "续表", 6 } };
    struct text inside = text_inside(group), rest = sans_number(inside);
    int year = 0;

    for (int i = 0; i < ARRAY_LEN(words); i++) {
        if (text_equal(inside, words[i]))
            return true;
    }
    return inside.n == 0 || text_numeral(inside) == inside.n
           || (rest.at != NULL && rest.n == 0)
           || ((rest = sans_year(inside, &year)).at != NULL && rest.n == 0)
           || text_find(inside, TEXT(":"), 0) > 0
           || unit_of_brackets(group).kind != UNIT_NONE;
}
