/*
 * people_test.c - filings as people write them: each figure right, or named.
 *
 * A filing with slips (support/given_people.h) is read as the program reads
 * it, and each figure that it is known to hold is looked for:
 *
 *   right     the model says what it is worth
 *   named     the model does not say it, and a diagnostic names its cell, its
 *             heading or its label, and leaves the work open
 *   refused   the same of its table or sheet as a whole
 *   QUIET     named, but nothing is left open: status 0
 *   LOST      not in the model, and nobody says so
 *   WRONG     the model says something else, and no error or doubt names the
 *             very cell, or the table's unit
 *   TWO       read otherwise when the template that is found is given
 *   ENDED     the program ended
 *
 * The last five are failures.  A filing of harmless slips alone is to be right
 * as a whole; those that are not are counted apart.
 *
 *     PEOPLE=100000 SEED=7 SHOW=1 build/tests/laws/people_test
 *
 * PEOPLE filings from the number SEED on; ONLY=word takes slips whose name
 * holds it; SHOW prints the sheet of each failure that is shown.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book/gridtext.h"
#include "port/import.h"
#include "support/expect.h"
#include "support/given.h"
#include "support/given_people.h"
#include "support/show.h"

#define FILINGS 300
#define SLIPS_MOST 6
#define TRIES 4      /* of a slip, to find a place */
#define SHOWN_EACH 2 /* failures of one kind that are shown */

enum verdict {
    RIGHT,
    NAMED,
    REFUSED,
    QUIET,
    LOST,
    WRONG,
    TWO,
    ENDED,
    N_VERDICTS
};

static const char *const words[N_VERDICTS]
    = { "right", "named", "refused", "QUIET", "LOST", "WRONG", "TWO", "ENDED" };

/* ---- a plan: what is done to which page ---- */

struct step {
    int slip, page;
    uint64_t seed;
    bool made; /* the page has a place for it */
};

struct plan {
    uint64_t number;
    const struct template_rule *template;
    bool kept[64]; /* pages */
    int n_pages;
    struct step steps[SLIPS_MOST];
    int n_steps;
    bool harmless; /* only such slips */
};

struct tally {
    long filings, by[N_VERDICTS];
};

struct people_test {
    bool strict; /* STRICT=1: what harmless slips make refused fails, too; it
                    is in the table at the end in any case */
    const struct mapping_set *set;
    const char *only;
    bool show;
    struct tally *tallies;  /* [given_n_slips] */
    struct tally *harmless; /* of filings with nothing else */
    long *shown;            /* [given_n_slips] failures */
    struct {
        const char *key;
        long n;
    } groups[1000];
    int n_groups;
    struct arena arena; /* of them */
};

/* ---- reading ---- */

struct reading {
    struct arena *arena;
    const struct book *book;
    const struct located *located;
    const struct model *model; /* NULL: refused as a whole */
    struct diag_list diags;
};

static struct reading
read_book(struct arena *arena, const struct people_test *test,
          const struct book *book)
{
    struct reading r
        = { .arena = arena, .book = book, .diags = { .arena = arena } };
    struct located *located;

    located = locate_best(arena, book, test->set, &r.diags);
    r.located = located;
    if (located) {
        locate_others(arena, located, test->set, &r.diags);
        r.model = import_book(arena, located, &r.diags);
    }
    return r;
}

static bool
same_word(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The next one from i on but that a table is another template's: of a template
   that was told, which has the table taken in by then, nobody says it. */
static int
next_diag(const struct diag_list *list, int i)
{
    while (i < list->n && list->items[i]->code == DIAG_TEMPLATE_OTHER)
        i++;
    return i;
}

static bool
same_diags(const struct diag_list *a, const struct diag_list *b)
{
    int i = next_diag(a, 0), k = next_diag(b, 0);

    for (; i < a->n && k < b->n;
         i = next_diag(a, i + 1), k = next_diag(b, k + 1)) {
        const struct diag *x = a->items[i], *y = b->items[k];

        if (x->code != y->code || x->level != y->level
            || !same_word(x->at.sheet, y->at.sheet) || x->at.row != y->at.row
            || x->at.col != y->at.col || !same_word(x->text, y->text)
            || x->n_detail != y->n_detail)
            return false;
    }
    return i == a->n && k == b->n && a->n_open == b->n_open;
}

/* Also in the order and the cells of the facts. */
static bool
same_tables(const struct model_table *a, const struct model_table *b)
{
    for (int i = 0; i < a->n_facts && i < b->n_facts; i++) {
        const struct fact *x = &a->facts[i], *y = &b->facts[i];

        if (!text_equal(*x->item, *y->item)
            || !text_equal(x->of->measure, y->of->measure) || x->row != y->row
            || x->col != y->col || x->role != y->role
            || x->decimals != y->decimals || !model_value_equal(x, y))
            return false;
    }
    return a->n_facts == b->n_facts && a->schema == b->schema
           && a->year == b->year && a->unit_shift == b->unit_shift
           && a->n_names == b->n_names && text_equal(a->sheet, b->sheet)
           && text_equal(a->instance, b->instance)
           && text_equal(a->department, b->department)
           && text_equal(a->declared_empty, b->declared_empty);
}

/* The same with the template that was found; "" or what differs. */
static const char *
read_again(const struct people_test *test, const struct reading *r)
{
    struct arena *arena = r->arena;
    struct diag_list diags = { .arena = arena };
    struct located *located
        = locate_book(arena, r->book, r->located->template, &diags);
    const struct model *model;

    locate_others(arena, located, test->set, &diags);
    model = import_book(arena, located, &diags);
    if (!same_diags(&r->diags, &diags))
        return arena_printf(arena, "without -t:\n%swith -t:\n%s",
                            show_diags(arena, &r->diags),
                            show_diags(arena, &diags));
    for (int i = 0; i < model->n_tables && i < r->model->n_tables; i++) {
        if (!same_tables(&model->tables[i], &r->model->tables[i]))
            return arena_printf(arena, "%s is read otherwise with -t",
                                model->tables[i].schema->id);
    }
    return model->n_tables == r->model->n_tables
                   && model->fiscal_year == r->model->fiscal_year
                   && text_equal(model->department, r->model->department)
               ? ""
               : "another year, department or number of tables with -t";
}

/* ---- what a diagnostic names ---- */

enum { NOT_NAMED, NAMES_TABLE, NAMES_LINE, NAMES_CELL };

static bool
begins(const char *word, const char *with)
{
    return strncmp(word, with, strlen(with)) == 0;
}

/* Words that say nothing of a figure that is not read. */
static bool
is_beside(const char *word)
{
    static const char *const beside[]
        = { "year-",     "department-",  "instance-",     "ruler-",
            "line-",     "template-",    "check-",        "filing-",
            "digits-",   "unit-differs", "table-missing", "code-unknown",
            "code-name", "code-orphan",  "total-" };

    for (int i = 0; i < ARRAY_LEN(beside); i++) {
        if (begins(word, beside[i]))
            return true;
    }
    return false;
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':';
}

/* Does a text name the cell, alone or in a range? */
static bool
text_names(const char *text, int row, int col)
{
    while (*text) {
        size_t n = 0;
        struct span span;

        while (is_letter(text[n]))
            n++;
        if (n > 1 && cellref_parse_span((struct text){ text, n }, &span)
            && row >= span.top && row < span.end_row && col >= span.left
            && col < span.end_col)
            return true;
        text += n ? n : 1;
    }
    return false;
}

static bool
says_words(const struct reading *r, const char *line, struct text words_of)
{
    struct text folded = text_fold(r->arena, words_of);

    return folded.n > 3 && !begins(line, "read all the same")
           && text_find(text_fold(r->arena, text_of(line)), folded, 0) >= 0;
}

static const struct grid *
sheet_of(const struct given_people *people, const struct given_figure *f)
{
    return &people->book->sheets[f->sheet];
}

static const struct given_page *
page_of(const struct given_people *people, const struct given_figure *f)
{
    for (int i = 0; i < people->n_pages; i++) {
        if (people->pages[i].sheet == f->sheet)
            return &people->pages[i];
    }
    return NULL;
}

static int
names_by_place(const struct given_people *people, const struct diag *d,
               const struct given_figure *f)
{
    const struct grid *grid = sheet_of(people, f);
    const struct given_page *page = page_of(people, f);
    struct span at, figure;

    if (d->at.row < 0 || d->at.col < 0)
        return NAMES_TABLE;
    at = grid_span(grid, d->at.row, d->at.col);
    figure = grid_span(grid, f->row, f->col);
    if ((d->at.row == f->row && d->at.col == f->col)
        || (at.top == figure.top && at.left == figure.left))
        return NAMES_CELL;
    if (page && d->at.row == page->title_row && d->at.col == page->title_col)
        return NAMES_TABLE;
    if (given_holds(people, f->sheet, d->at.row, d->at.col))
        return NOT_NAMED; /* another figure */
    if (f->row >= at.top && f->row < at.end_row)
        return NAMES_LINE;
    if (f->col >= at.left && f->col < at.end_col && f->row >= at.end_row)
        return NAMES_LINE;
    return NOT_NAMED;
}

/* Words that name a table or sheet, wherever they point. */
static bool
names_all(const struct diag *d)
{
    const char *word = diag_word(d->code);

    return begins(word, "sheet-") || begins(word, "unit-")
           || begins(word, "table-") || begins(word, "title-")
           || (begins(word, "header-missing")
               && (strstr(d->text, "not read") || strstr(d->text, "the part")));
}

static bool
has_no_result(const struct given_people *people, const struct given_figure *f)
{
    const struct cell *cell = given_cell(people, f->sheet, f->row, f->col);

    return cell && (cell->flags & CELL_NO_RESULT) != 0;
}

static int
names(const struct reading *r, const struct given_people *people,
      const struct diag *d, const struct given_figure *f)
{
    int how;

    if (is_beside(diag_word(d->code)))
        return NOT_NAMED;
    if (!d->at.sheet)
        return begins(diag_word(d->code), "book-unrecognised") ? NAMES_TABLE
                                                               : NOT_NAMED;
    if (!text_equal(text_of(d->at.sheet), sheet_of(people, f)->name))
        return NOT_NAMED;
    if (f->row < 0)
        return NOT_NAMED;
    how = names_by_place(people, d, f);
    /* Told once a sheet. */
    if (begins(diag_word(d->code), "nocache") && has_no_result(people, f))
        return NAMES_CELL;
    for (int i = 0; i < d->n_detail && how < NAMES_CELL; i++) {
        if (text_names(d->detail[i], f->row, f->col))
            how = NAMES_CELL;
        else if (how < NAMES_LINE
                 && (says_words(r, d->detail[i], f->heading)
                     || says_words(r, d->detail[i], f->label)))
            how = NAMES_LINE;
    }
    if (how < NAMES_CELL && text_names(d->text, f->row, f->col))
        how = NAMES_CELL;
    if (how < NAMES_LINE
        && (says_words(r, d->text, f->heading)
            || says_words(r, d->text, f->label)))
        how = NAMES_LINE;
    return how == NOT_NAMED && names_all(d) ? NAMES_TABLE : how;
}

/* The best name that is given; 'open': by errors and doubts alone. */
static int
named(const struct reading *r, const struct given_people *people,
      const struct given_figure *f, bool open)
{
    int best = NOT_NAMED;

    for (int i = 0; i < r->diags.n; i++) {
        const struct diag *d = r->diags.items[i];
        int how;

        if (open && d->level != DIAG_ERROR
            && !(d->level == DIAG_WARNING && diag_is_doubt(d->code)))
            continue;
        how = names(r, people, d, f);
        best = how > best ? how : best;
    }
    return best;
}

/* Is the unit of its sheet in doubt? */
static bool
unit_is_open(const struct reading *r, const struct given_people *people,
             const struct given_figure *f)
{
    for (int i = 0; i < r->diags.n; i++) {
        const struct diag *d = r->diags.items[i];

        if (f->kind == VALUE_AMOUNT && begins(diag_word(d->code), "unit-")
            && (d->level == DIAG_ERROR || diag_is_doubt(d->code)) && d->at.sheet
            && text_equal(text_of(d->at.sheet), sheet_of(people, f)->name))
            return true;
    }
    return false;
}

/* ---- what became of a figure ---- */

static bool
is_numbered(struct text item)
{
    size_t n = item.n;

    while (n > 0 && item.at[n - 1] >= '0' && item.at[n - 1] <= '9')
        n--;
    return n > 0 && n < item.n && item.at[n - 1] == '.'
           && !text_starts(item, TEXT("expenditure."));
}

static bool
same_items(struct text a, struct text b)
{
    return text_equal(a, b) || (is_numbered(a) && is_numbered(b));
}

/* Records are numbered as they stand, so that one is told by its cell; a table
   that occurs often, by its sheet. */
static const struct fact *
find_fact(const struct reading *r, const struct given_people *people,
          const struct given_figure *f)
{
    for (int t = 0; t < r->model->n_tables; t++) {
        const struct model_table *table = &r->model->tables[t];
        bool here = text_equal(table->sheet, sheet_of(people, f)->name);

        if (table->schema != f->schema || (table->instance.n > 0 && !here))
            continue;
        if (!is_numbered(f->item)) {
            const struct fact *fact = model_find(table, f->item, f->measure);

            if (fact)
                return fact;
            continue;
        }
        for (int i = 0; i < table->n_facts; i++) {
            const struct fact *fact = &table->facts[i];

            if (same_items(*fact->item, f->item)
                && text_equal(fact->of->measure, f->measure)
                && fact->row == f->row && fact->col == f->col)
                return fact;
        }
    }
    return NULL;
}

/* A fact whose cell is named by an error or a doubt. */
static bool
fact_is_open(const struct reading *r, const struct given_people *people,
             const struct model_table *table, const struct fact *fact)
{
    for (int s = 0; s < people->book->n_sheets; s++) {
        struct given_figure at = { .sheet = s,
                                   .row = fact->row,
                                   .col = fact->col,
                                   .kind = fact->of->kind };

        if (text_equal(people->book->sheets[s].name, table->sheet))
            return fact->row >= 0 && named(r, people, &at, true) == NAMES_CELL;
    }
    return false;
}

static enum verdict
judge_absent(const struct reading *r, const struct given_people *people,
             const struct given_figure *f)
{
    int how = named(r, people, f, false);

    if (how == NOT_NAMED)
        return LOST;
    if (!diag_is_open(&r->diags))
        return QUIET;
    return how == NAMES_TABLE ? REFUSED : NAMED;
}

/* What is read of a cell that is nobody's. */
static const struct fact *
fact_in(const struct reading *r, const struct given_people *people,
        const struct given_figure *f)
{
    for (int t = 0; t < r->model->n_tables; t++) {
        const struct model_table *table = &r->model->tables[t];

        if (!text_equal(table->sheet, sheet_of(people, f)->name))
            continue;
        for (int i = 0; i < table->n_facts; i++) {
            if (table->facts[i].row == f->row && table->facts[i].col == f->col
                && !schema_is_text(table->facts[i].of->kind))
                return &table->facts[i];
        }
    }
    return NULL;
}

static enum verdict
judge(const struct reading *r, const struct given_people *people,
      const struct given_figure *f, const struct fact **found)
{
    const struct fact *fact = *found
        = f->schema ? find_fact(r, people, f) : fact_in(r, people, f);
    bool right;

    /* Read instead of another, it is judged where that one is. */
    if (!f->schema && (f->row < 0 || (fact && f->instead)))
        return RIGHT;
    if (!f->schema && !fact)
        return judge_absent(r, people, f);
    if (!fact)
        return f->fate == FATE_GONE || f->twice ? RIGHT
                                                : judge_absent(r, people, f);
    right = fact->of->kind == f->kind
            && (decimal_compare(fact->value, f->worth) == 0
                || (f->also.units != 0 && !f->instead
                    && decimal_compare(fact->value, f->also) == 0));
    if (right && (f->fate != FATE_OPEN || f->twice))
        return RIGHT;
    if (unit_is_open(r, people, f))
        return NAMED;
    if (f->row >= 0) {
        int how = named(r, people, f, true);

        if (how == NAMES_CELL || (f->fate == FATE_OPEN && how >= NAMES_LINE))
            return NAMED;
        if (f->instead && how > NOT_NAMED
            && decimal_compare(fact->value, f->also) == 0)
            return NAMED;
    }
    return WRONG;
}

/* A figure that the filing does not hold. */
static const struct fact *
find_made_up(const struct reading *r, const struct given_people *people,
             const struct model_table **in)
{
    for (int t = 0; t < r->model->n_tables; t++) {
        const struct model_table *table = &r->model->tables[t];

        for (int i = 0; i < table->n_facts; i++) {
            const struct fact *fact = &table->facts[i];
            bool known = schema_is_text(fact->of->kind);

            for (int k = 0; k < people->n_figures && !known; k++) {
                const struct given_figure *f = &people->figures[k];

                known = f->schema == table->schema
                        && same_items(f->item, *fact->item)
                        && text_equal(f->measure, fact->of->measure);
            }
            *in = table;
            if (!known && !fact_is_open(r, people, table, fact))
                return fact;
        }
    }
    return NULL;
}

/* ---- a filing ---- */

struct outcome {
    enum verdict worst;
    int by[N_VERDICTS]; /* figures */
    const char *why;    /* of the worst, "" where all is right */
    int page;           /* of it, or -1 */
    struct given_people *people;
    struct reading reading;
};

static const char *
place_of(struct arena *arena, const struct given_people *people,
         const struct given_figure *f)
{
    char ref[CELLREF_MAX] = "(gone)";

    if (f->row >= 0)
        cellref_show(f->row, f->col, ref);
    return arena_printf(arena, "%.*s!%s", TEXT_ARG(sheet_of(people, f)->name),
                        ref);
}

static const char *
show_figure(struct arena *arena, const struct given_people *people,
            const struct given_figure *f, const struct fact *fact)
{
    static const char *const fates[]
        = { "worth", "not to be known, else worth", "gone, was worth" };
    const struct cell *cell
        = f->row < 0 ? NULL : given_cell(people, f->sheet, f->row, f->col);

    return arena_printf(
        arena, "%s '%.*s' (%s, %.*s, %.*s): %s %.*s, read %.*s",
        place_of(arena, people, f), TEXT_ARG(cell ? cell->text : TEXT_NONE),
        f->schema ? f->schema->id : "of no table", TEXT_ARG(f->item),
        TEXT_ARG(f->measure), fates[f->fate],
        TEXT_ARG(decimal_text(arena, f->worth)),
        TEXT_ARG(fact ? model_value_text(arena, fact) : TEXT("as nothing")));
}

static void
worsen(struct outcome *out, enum verdict verdict, int page, const char *why)
{
    out->by[verdict]++;
    if (verdict <= out->worst)
        return;
    out->worst = verdict;
    out->page = page;
    out->why = why;
}

static void
judge_all(struct arena *arena, struct outcome *out)
{
    struct given_people *people = out->people;
    const struct reading *r = &out->reading;
    const struct model_table *table;
    const struct fact *fact;

    for (int i = 0; i < people->n_figures; i++) {
        const struct given_figure *f = &people->figures[i];
        enum verdict verdict = judge(r, people, f, &fact);
        const struct given_page *page = page_of(people, f);

        worsen(out, verdict, page ? (int)(page - people->pages) : -1,
               verdict > out->worst ? show_figure(arena, people, f, fact) : "");
    }
    fact = find_made_up(r, people, &table);
    if (fact) {
        char ref[CELLREF_MAX] = "?";

        if (fact->row >= 0)
            cellref_show(fact->row, fact->col, ref);
        worsen(out, WRONG, -1,
               arena_printf(arena,
                            "made up: %.*s!%s (%s, %.*s, %.*s) read %.*s",
                            TEXT_ARG(table->sheet), ref, table->schema->id,
                            TEXT_ARG(*fact->item), TEXT_ARG(fact->of->measure),
                            TEXT_ARG(model_value_text(arena, fact))));
    }
}

static struct outcome
read_plan(struct arena *arena, const struct people_test *test,
          struct plan *plan)
{
    struct outcome out = { .why = "", .page = -1 };
    const char *differs;

    out.people = given_people(arena, plan->template, plan->number, plan->kept);
    if (!out.people) {
        worsen(&out, WRONG, -1, "the filing without slips is not read");
        return out;
    }
    for (int i = 0; i < plan->n_steps; i++)
        plan->steps[i].made = false;
    for (int phase = 0; phase < 6; phase++) {
        for (int i = 0; i < plan->n_steps; i++) {
            struct step *step = &plan->steps[i];
            const struct given_slip *slip = &given_slips[step->slip];
            struct given_page *page
                = &out.people->pages[step->page % out.people->n_pages];
            uint64_t seed = step->seed;

            for (int k = 0; slip->phase == phase && !page->dropped
                            && !step->made && k < TRIES;
                 k++)
                step->made = slip->make(out.people, page, &seed);
        }
    }
    out.reading = read_book(arena, test, given_people_book(out.people));
    if (!out.reading.model) {
        worsen(&out, REFUSED, -1, "the workbook is refused as a whole");
        return out;
    }
    judge_all(arena, &out);
    differs = read_again(test, &out.reading);
    if (*differs)
        worsen(&out, TWO, -1, differs);
    return out;
}

/* An assertion that fails ends this filing, not the others. */
static sigjmp_buf ended;

static void
leave(int signal)
{
    (void)signal;
    siglongjmp(ended, 1);
}

static struct outcome
try_plan(struct arena *arena, const struct people_test *test, struct plan *plan)
{
    struct outcome out = { .worst = ENDED, .why = "", .page = -1 };

    if (sigsetjmp(ended, 1) != 0)
        return out;
    signal(SIGABRT, leave);
    signal(SIGSEGV, leave);
    return read_plan(arena, test, plan);
}

/* ---- fewer slips, fewer pages, the same failure ---- */

static bool
fails_so(const struct people_test *test, struct plan *plan,
         enum verdict verdict)
{
    struct arena arena = { 0 };
    struct outcome out = try_plan(&arena, test, plan);

    arena_release(&arena);
    return out.worst == verdict;
}

static void
shrink(const struct people_test *test, struct plan *plan,
       const struct outcome *out)
{
    struct plan less;

    for (int i = plan->n_steps - 1; i >= 0; i--) {
        less = *plan;
        for (int k = i; k + 1 < less.n_steps; k++)
            less.steps[k] = less.steps[k + 1];
        less.n_steps--;
        if (fails_so(test, &less, out->worst))
            *plan = less;
    }
    less = *plan;
    for (int i = 0; i < less.n_pages; i++) {
        bool slipped = i == out->page;

        for (int k = 0; k < less.n_steps; k++)
            slipped |= less.steps[k].page == i;
        less.kept[i] = less.kept[i] && slipped;
    }
    if (fails_so(test, &less, out->worst))
        *plan = less;
}

/* ---- a plan from a number ---- */

static int
any_slip(const struct people_test *test, uint64_t *seed, bool harmless)
{
    int slip;

    do {
        slip = given_below(seed, given_n_slips);
    } while ((harmless && !given_slips[slip].harmless && !test->only)
             || (test->only && !strstr(given_slips[slip].name, test->only)));
    return slip;
}

static struct plan
make_plan(const struct people_test *test, uint64_t number, const int *n_pages)
{
    uint64_t mixed = number, seed = given_random(&mixed);
    int t = given_below(&seed, test->set->n_templates), n = 0;
    struct plan plan = { .number = number,
                         .template = test->set->templates[t],
                         .n_pages = n_pages[t] };
    bool all = given_below(&seed, 3) == 0;
    int pages[64];

    plan.harmless = given_below(&seed, 5) < 2;
    for (int i = 0; i < plan.n_pages; i++) {
        plan.kept[i] = all || given_below(&seed, plan.n_pages) < 2;
        if (plan.kept[i])
            pages[n++] = i;
    }
    if (n == 0) {
        pages[n++] = given_below(&seed, plan.n_pages);
        plan.kept[pages[0]] = true;
    }
    plan.n_steps
        = 1 + given_below(&seed, plan.harmless ? SLIPS_MOST : SLIPS_MOST - 2);
    for (int i = 0; i < plan.n_steps; i++)
        plan.steps[i] = (struct step){ any_slip(test, &seed, plan.harmless),
                                       pages[given_below(&seed, n)],
                                       given_random(&seed), false };
    for (int i = 0; test->only && i < plan.n_steps; i++)
        plan.harmless &= given_slips[plan.steps[i].slip].harmless;
    return plan;
}

/* ---- telling ---- */

static void
tally(struct people_test *test, const struct plan *plan, enum verdict verdict)
{
    for (int i = 0; i < plan->n_steps; i++) {
        int slip = plan->steps[i].slip;
        bool again = false;

        for (int k = 0; k < i; k++)
            again |= plan->steps[k].slip == slip;
        if (again || !plan->steps[i].made)
            continue;
        test->tallies[slip].filings++;
        test->tallies[slip].by[verdict]++;
        if (plan->harmless) {
            test->harmless[slip].filings++;
            test->harmless[slip].by[verdict]++;
        }
    }
}

/* How often has a failure of these slips been seen before? */
static long
seen(struct people_test *test, const struct plan *plan, enum verdict verdict)
{
    const char *key = words[verdict];
    int i = 0;

    if (plan->n_steps == 0)
        key = arena_printf(&test->arena, "%s without any slip", key);

    for (int k = 0; k < plan->n_steps; k++)
        key = arena_printf(&test->arena, "%s + %s", key,
                           given_slips[plan->steps[k].slip].name);
    while (i < test->n_groups && strcmp(test->groups[i].key, key) != 0)
        i++;
    if (i == ARRAY_LEN(test->groups))
        return SHOWN_EACH;
    if (i == test->n_groups) {
        test->groups[i].key = key;
        test->groups[i].n = 0;
        test->n_groups++;
    }
    return test->groups[i].n++;
}

static const char *
show_sheets(struct arena *arena, const struct given_people *people)
{
    const char *all = "";

    for (int i = 0; people && i < people->n_pages; i++) {
        if (!people->pages[i].dropped)
            all = arena_printf(
                arena, "%s %.*s", all,
                TEXT_ARG(people->book->sheets[people->pages[i].sheet].name));
    }
    return all;
}

static const char *
describe(struct arena *arena, const struct people_test *test,
         const struct plan *plan, const struct outcome *out)
{
    const char *all
        = arena_printf(arena, "%s: %s\n%s", words[out->worst], out->why,
                       out->people ? out->people->notes : "");
    const struct grid *grid
        = out->people && out->page >= 0
              ? &out->people->book->sheets[out->people->pages[out->page].sheet]
              : NULL;

    if (test->show && grid)
        all = arena_printf(
            arena, "%s%s", all,
            gridtext_show_sheet(arena, out->people->book, grid).at);
    if (test->show)
        all = arena_printf(arena, "%s%s", all,
                           show_diags(arena, &out->reading.diags));
    return arena_printf(arena, "%.*s:%s\n%s", TEXT_ARG(plan->template->id),
                        show_sheets(arena, out->people), all);
}

static void
run_filing(struct people_test *test, uint64_t number, const int *n_pages)
{
    struct arena arena = { 0 };
    struct plan plan = make_plan(test, number, n_pages);
    struct outcome out = try_plan(&arena, test, &plan);
    const char *failure = "";

    expect_begin(
        arena_printf(&arena, "people, seed %llu", (unsigned long long)number));
    if (out.worst >= QUIET
        || (test->strict && plan.harmless && out.worst != RIGHT)) {
        shrink(test, &plan, &out);
        out = try_plan(&arena, test, &plan);
        failure = seen(test, &plan, out.worst) < SHOWN_EACH
                      ? describe(&arena, test, &plan, &out)
                      : "a failure as those above";
    }
    EXPECT_TEXT("", failure);
    tally(test, &plan, out.worst);
    arena_release(&arena);
}

static void
print_table(const struct people_test *test, const struct tally *tallies,
            const char *title)
{
    printf("%s\n%-38s %8s", title, "", "filings");
    for (int v = 0; v < N_VERDICTS; v++)
        printf(" %8s", words[v]);
    printf("\n");
    for (int i = 0; i < given_n_slips; i++) {
        if (tallies[i].filings == 0)
            continue;
        printf("%-38s %8ld", given_slips[i].name, tallies[i].filings);
        for (int v = 0; v < N_VERDICTS; v++)
            printf(" %8ld", tallies[i].by[v]);
        printf("\n");
    }
    (void)test;
}

static long
number_of(const char *name, long otherwise)
{
    const char *value = getenv(name);

    return value && *value ? strtol(value, NULL, 10) : otherwise;
}

int
main(void)
{
    struct arena arena = { 0 };
    static struct people_test test;
    long n = number_of("PEOPLE", FILINGS), first = number_of("SEED", 1);
    int *n_pages;

    test.set = given_mappings(&arena);
    test.only = getenv("ONLY");
    test.show = getenv("SHOW") != NULL;
    test.strict = getenv("STRICT") != NULL;
    test.tallies = ARENA_ARRAY(&arena, struct tally, given_n_slips);
    test.harmless = ARENA_ARRAY(&arena, struct tally, given_n_slips);
    if (test.set->n_templates == 0)
        return expect_finish();
    n_pages = ARENA_ARRAY(&arena, int, test.set->n_templates);
    for (int i = 0; i < test.set->n_templates; i++) {
        struct given_people *people
            = given_people(&arena, test.set->templates[i], 1, NULL);

        expect_begin(arena_printf(&arena, "%.*s without slips",
                                  TEXT_ARG(test.set->templates[i]->id)));
        if (EXPECT(people != NULL && people->n_pages <= 64))
            n_pages[i] = people->n_pages;
    }
    for (long i = 0; i < n; i++)
        run_filing(&test, (uint64_t)(first + i), n_pages);
    print_table(&test, test.tallies, "\nkinds of slips, filings with them:");
    print_table(&test, test.harmless, "\nof these, with harmless slips alone:");
    printf("\n");
    for (int i = 0; i < test.n_groups; i++)
        printf("%6ld %s\n", test.groups[i].n, test.groups[i].key);
    arena_release(&test.arena);
    arena_release(&arena);
    return expect_finish();
}
