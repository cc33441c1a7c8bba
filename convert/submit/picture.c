/* picture.c - bars beside their figures. */
#include "submit/picture.h"

#include "base/cellref.h"
#include "canon/item.h"

/* The drawing, in its own units. */
#define WIDTH 720
#define LABEL_END 226
#define BAR_LEFT 236
#define BAR_WIDTH 310
#define VALUE_END 652
#define SHARE_END 716
#define ROW 24
#define NAMES 8          /* that are listed */
#define LABEL_COLUMNS 30 /* of text_width() */

/* A value that a picture is about. */
struct value {
    const struct model_table *table; /* NULL: it is not in the filing */
    const struct fact *fact;         /* NULL: blank */
    struct text item, measure;
};

struct values {
    struct value *items;
    int n, capacity;
};

/* A row of a drawing; hundredths of a yuan. */
struct bar {
    struct text label; /* "" under the one before */
    const struct value *value;
    int64_t from, to;
    int look; /* which pattern */
};

struct drawing {
    const struct page *page;
    const struct picture_of *of;
    const struct rule_picture *picture;
    int number;
    struct values sides[RULE_SIDES];
    struct bar *bars;
    int n, capacity;
    int64_t whole; /* that shares are of; 0: of nothing */
    struct names {
        struct text list; /* "外交支出、国防支出" */
        int n;
    } zero, blank; /* what has no bar */
};

/* ---- figures ---- */

struct text
picture_amount(struct arena *arena, struct decimal yuan, int unit_shift)
{
    struct decimal d, sum;

    if (decimal_shift(yuan, -unit_shift, &d) != DECIMAL_OK)
        return TEXT("?");
    /* With two decimals, unless that is too long. */
    if (decimal_add(d, (struct decimal){ 0, 2 }, &sum) == DECIMAL_OK)
        d = sum;
    return decimal_text(arena, d);
}

/* In hundredths; only the drawing is of them. */
static int64_t
cents(const struct value *value)
{
    struct decimal d = decimal_round(model_value(value->fact), 2);

    while (d.scale < 2 && d.units < DECIMAL_MAX / 1000
           && d.units > -(DECIMAL_MAX / 1000)) {
        d.units *= 10;
        d.scale++;
    }
    return d.units;
}

static struct model_table *
find_table(const struct model *model, const struct schema_table *schema)
{
    for (int i = 0; model && i < model->n_tables; i++) {
        if (model->tables[i].schema == schema)
            return &model->tables[i];
    }
    return NULL;
}

/* One of each class that has a figure. */
static void
add_classes(struct arena *arena, struct values *to,
            const struct rule_term *term, const struct model_table *table)
{
    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];
        struct value value = { table, fact, *fact->item, fact->of->measure };

        if (text_equal(fact->of->measure, term->measure.text)
            && text_starts(*fact->item, term->item.text)
            && item_level(
                   text_slice(*fact->item, term->item.text.n, fact->item->n))
                   == 1)
            ARENA_PUSH(arena, to->items, to->n, to->capacity, value);
    }
}

static void
find_values(struct drawing *d)
{
    struct arena *arena = d->page->arena;

    for (int s = 0; s < RULE_SIDES; s++) {
        const struct rule_side *side = &d->picture->sides[s];

        for (int i = 0; i < side->n; i++) {
            const struct rule_term *term = &side->terms[i];
            const struct model *model = term->last ? d->of->last : d->of->model;
            struct value value = { .table = find_table(model, term->table),
                                   .item = term->item.text,
                                   .measure = term->measure.text };

            if (value.table && term->item.kind == WORD_TOP) {
                add_classes(arena, &d->sides[s], term, value.table);
                continue;
            }
            if (value.table)
                value.fact = model_find(value.table, value.item, value.measure);
            if (value.fact && value.fact->of->kind != VALUE_AMOUNT)
                value.fact = NULL;
            ARENA_PUSH(arena, d->sides[s].items, d->sides[s].n,
                       d->sides[s].capacity, value);
        }
    }
}

/* By what tells the values of a side apart. */
static struct text
label_of(const struct drawing *d, const struct values *side,
         const struct value *value)
{
    bool one = true;

    for (int i = 0; i < side->n; i++)
        one &= text_equal(side->items[i].item, value->item);
    if (!value->table)
        return value->item;
    return one && side->n > 1
               ? model_measure_label(value->table, value->item, value->measure)
               : model_item_label(d->page->arena, value->table, value->item);
}

/* 决算数, or last year's, which a side of a series is. */
static struct text
side_name(const struct drawing *d, int s)
{
    const struct rule_term *term = &d->picture->sides[s].terms[0];
    struct text name
        = schema_label(term->table, term->item.text, term->measure.text);

    return term->last ? text_printf(d->page->arena, "%s%.*s",
                                    page_say(d->page, N_("last year's ")),
                                    TEXT_ARG(name))
                      : name;
}

static void
list(struct drawing *d, struct names *to, struct text name)
{
    to->list = text_printf(d->page->arena, "%.*s%s%.*s", TEXT_ARG(to->list),
                           to->n++ ? "、" : "", TEXT_ARG(name));
}

static void
add_bar(struct drawing *d, struct bar bar)
{
    ARENA_PUSH(d->page->arena, d->bars, d->n, d->capacity, bar);
}

/* ---- the kinds ---- */

static void
make_parts(struct drawing *d)
{
    const struct values *parts = &d->sides[1];

    if (d->sides[0].n && d->sides[0].items[0].fact)
        d->whole = cents(&d->sides[0].items[0]);
    for (int i = 0; i < parts->n; i++) {
        const struct value *value = &parts->items[i];
        struct text label = label_of(d, parts, value);

        if (!value->fact)
            list(d, &d->blank, label);
        else if (decimal_is_zero(model_value(value->fact)))
            list(d, &d->zero, label);
        else
            add_bar(d, (struct bar){ label, value, 0, cents(value), 0 });
    }
}

static void
make_series(struct drawing *d)
{
    for (int i = 0; i < d->sides[0].n; i++) {
        struct text label = label_of(d, &d->sides[0], &d->sides[0].items[i]);
        int n = d->n;

        for (int s = 0; s < RULE_SIDES; s++) {
            const struct value *value
                = i < d->sides[s].n ? &d->sides[s].items[i] : NULL;

            if (value && value->fact)
                add_bar(d, (struct bar){ d->n == n ? label : TEXT_NONE, value,
                                         0, cents(value), s });
            else if (value && value->table)
                list(d, &d->blank,
                     text_printf(d->page->arena, "%.*s %.*s", TEXT_ARG(label),
                                 TEXT_ARG(side_name(d, s))));
        }
    }
}

/* A step from where the one before ended; what is left, from nothing. */
static void
make_bridge(struct drawing *d)
{
    int64_t at = 0;

    for (int s = 0; s < 3; s++) {
        for (int i = 0; i < d->sides[s].n; i++) {
            const struct value *value = &d->sides[s].items[i];
            struct text label
                = text_printf(d->page->arena, "%s%.*s",
                              s == 0   ? (i ? "+ " : "")
                              : s == 1 ? "− "
                                       : "= ",
                              TEXT_ARG(label_of(d, &d->sides[s], value)));
            int64_t step = value->fact ? cents(value) : 0;

            if (!value->fact)
                list(d, &d->blank, label_of(d, &d->sides[s], value));
            else if (s == 2)
                add_bar(d, (struct bar){ label, value, 0, step, 2 });
            else
                add_bar(d, (struct bar){ label, value, at,
                                         s ? at - step : at + step, s });
            at = s ? at - step : at + step;
        }
    }
}

/* Is what the picture is about there?  Of a bridge its first steps and its
   end; of others anything. */
static bool
has_facts(const struct drawing *d)
{
    if (d->picture->kind != PICTURE_BRIDGE)
        return d->n > 0;
    for (int s = 0; s < 3; s++) {
        if (d->sides[s].n == 0 || !d->sides[s].items[0].fact)
            return false;
    }
    return true;
}

/* ---- the drawing ---- */

/* v of 'of', times 'times'; the last digits of what is very large do not
   matter. */
static int64_t
share(int64_t v, int64_t of, int64_t times)
{
    while (of > INT64_C(100000000000000) || of < -INT64_C(100000000000000)) {
        of /= 10;
        v /= 10;
    }
    return of ? (v * times + (v < 0 ? -of : of) / 2) / of : 0;
}

struct scale_of {
    int64_t least, most;
};

static struct scale_of
find_scale(const struct drawing *d)
{
    struct scale_of scale = { 0, 0 };

    for (int i = 0; i < d->n; i++) {
        const struct bar *bar = &d->bars[i];
        int64_t low = bar->from < bar->to ? bar->from : bar->to;
        int64_t high = bar->from < bar->to ? bar->to : bar->from;

        scale.least = low < scale.least ? low : scale.least;
        scale.most = high > scale.most ? high : scale.most;
    }
    return scale;
}

/* In tenths. */
static int
x_of(const struct scale_of *scale, int64_t v)
{
    return 10 * BAR_LEFT
           + (int)share(v - scale->least, scale->most - scale->least,
                        10 * BAR_WIDTH);
}

static struct text
cut(const struct page *page, struct text t)
{
    size_t pos = 0, end = 0;

    if (text_width(t) <= LABEL_COLUMNS)
        return t;
    while (pos < t.n && text_width(text_slice(t, 0, pos)) < LABEL_COLUMNS - 1) {
        end = pos;
        (void)text_next(t, &pos);
    }
    return text_printf(page->arena, "%.*s…", (int)end, t.at);
}

static void
put_number(const struct page *page, int end, int y, struct text t)
{
    fprintf(page->out, "<text x=\"%d\" y=\"%d\" class=\"n\">", end, y);
    page_text(page->out, t);
    fputs("</text>", page->out);
}

/* "97.3%" of the whole; nothing where it says nothing. */
static void
put_share(const struct drawing *d, const struct bar *bar, int y)
{
    int64_t tenths;

    if (d->whole <= 0 || bar->to < 0 || bar->to > d->whole)
        return;
    tenths = share(bar->to, d->whole, 1000);
    put_number(d->page, SHARE_END, y,
               text_printf(d->page->arena, "%d.%d%%", (int)(tenths / 10),
                           (int)(tenths % 10)));
}

/* What a bar is: its label, or that of the one it is under, and its side. */
static void
put_meaning(const struct drawing *d, const struct bar *bar)
{
    const struct bar *named = bar;

    while (named->label.n == 0 && named > d->bars)
        named--;
    page_text(d->page->out, named->label);
    putc(' ', d->page->out);
    if (d->picture->kind == PICTURE_SERIES) {
        page_text(d->page->out, side_name(d, bar->look));
        putc(' ', d->page->out);
    }
}

/* "合计 决算数 三公经费!C9", as a tool tip. */
static void
put_tip(const struct drawing *d, const struct bar *bar)
{
    const struct fact *fact = bar->value->fact;
    char ref[CELLREF_MAX] = "";

    fputs("<title>", d->page->out);
    put_meaning(d, bar);
    page_text(d->page->out, model_sheet(bar->value->table, fact));
    if (fact->row >= 0)
        cellref_show(fact->row, fact->col, ref);
    fprintf(d->page->out, "%s%s</title>", *ref ? "!" : "", ref);
}

static void
put_bar(const struct drawing *d, const struct scale_of *scale, int row)
{
    FILE *out = d->page->out;
    const struct bar *bar = &d->bars[row];
    int a = x_of(scale, bar->from), b = x_of(scale, bar->to);
    int left = a < b ? a : b, width = a < b ? b - a : a - b;
    int top = row * ROW + 4, text = row * ROW + 17;

    fputs("<g>", out);
    put_tip(d, bar);
    if (bar->label.n) {
        fprintf(out, "<text x=\"%d\" y=\"%d\" class=\"n\">", LABEL_END, text);
        page_text(out, cut(d->page, bar->label));
        fputs("</text>", out);
    }
    if (width < 8)
        width = 8; /* so that it is seen */
    fprintf(out,
            "<rect x=\"%d.%d\" y=\"%d\" width=\"%d.%d\" height=\"%d\" "
            "class=\"b%d\" fill=\"url(#p%d-%d)\"/>",
            left / 10, left % 10, top, width / 10, width % 10, ROW - 8,
            bar->look, d->number, bar->look);
    put_number(d->page, VALUE_END, text,
               picture_amount(d->page->arena, model_value(bar->value->fact),
                              d->of->unit_shift));
    put_share(d, bar, text);
    fputs("</g>\n", out);
}

/* Filled, striped, dotted: told apart in black and white. */
static void
put_looks(const struct drawing *d)
{
    static const char *const looks[]
        = { "<rect width=\"8\" height=\"8\" fill=\"#2f5d8a\"/>",
            "<rect width=\"8\" height=\"8\" fill=\"#fff\"/>"
            "<path d=\"M0 8L8 0M-2 2L2 -2M6 10L10 6\" stroke=\"#8a4b1f\" "
            "stroke-width=\"2.5\"/>",
            "<rect width=\"8\" height=\"8\" fill=\"#e8eef0\"/>"
            "<circle cx=\"4\" cy=\"4\" r=\"1.7\" fill=\"#333\"/>" };

    fputs("<defs>", d->page->out);
    for (int i = 0; i < ARRAY_LEN(looks); i++)
        fprintf(d->page->out,
                "<pattern id=\"p%d-%d\" width=\"8\" height=\"8\" "
                "patternUnits=\"userSpaceOnUse\">%s</pattern>",
                d->number, i, looks[i]);
    fputs("</defs>\n", d->page->out);
}

/* What the picture says, in words: for those who cannot see it. */
static void
put_description(const struct drawing *d)
{
    fprintf(d->page->out, "<desc id=\"p%d-d\">", d->number);
    for (int i = 0; i < d->n; i++) {
        put_meaning(d, &d->bars[i]);
        page_text(d->page->out,
                  picture_amount(d->page->arena,
                                 model_value(d->bars[i].value->fact),
                                 d->of->unit_shift));
        fputs(i + 1 < d->n ? "; " : "", d->page->out);
    }
    fputs("</desc>\n", d->page->out);
}

static void
put_drawing(const struct drawing *d, struct text title)
{
    FILE *out = d->page->out;
    struct scale_of scale = find_scale(d);
    int zero = x_of(&scale, 0), height = d->n * ROW;

    fprintf(out,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
            "aria-labelledby=\"p%d-t p%d-d\"><title id=\"p%d-t\">",
            WIDTH, height, d->number, d->number, d->number);
    page_text(out, title);
    fputs("</title>", out);
    put_description(d);
    put_looks(d);
    for (int i = 0; i < d->n; i++)
        put_bar(d, &scale, i);
    fprintf(out, "<path d=\"M%d.%d 0V%d\" class=\"axis\"/></svg>\n", zero / 10,
            zero % 10, height);
}

/* ---- what stands below ---- */

/* 预算数, 决算数, 上年 决算数, each with its look. */
static void
put_key(const struct drawing *d)
{
    FILE *out = d->page->out;

    fputs("<p class=\"key\">", out);
    for (int s = 0; s < RULE_SIDES && d->picture->sides[s].n; s++) {
        const struct rule_term *term = &d->picture->sides[s].terms[0];

        fprintf(out,
                "<svg viewBox=\"0 0 24 12\" aria-hidden=\"true\">"
                "<rect width=\"24\" height=\"12\" class=\"b%d\" "
                "fill=\"url(#p%d-%d)\"/></svg> ",
                s, d->number, s);
        page_text(out, side_name(d, s));
        if (term->last && !d->of->last)
            page_put(d->page, N_(" (not given: --last)"));
        else if (term->last && !find_table(d->of->last, term->table))
            page_put(d->page, N_(" (not in last year's filing)"));
        fputs(" &#160; ", out);
    }
    fputs("</p>\n", out);
}

/* By name, unless they are too many. */
static void
put_names(const struct drawing *d, const char *what, const struct names *names)
{
    if (names->n == 0)
        return;
    fputs("<p>", d->page->out);
    page_text(d->page->out, text_of(page_say(d->page, what)));
    if (names->n <= NAMES)
        page_bdi(d->page, names->list);
    else
        page_put(d->page, N_("%d items"), names->n);
    fputs("</p>\n", d->page->out);
}

/* The sum of the values of a side; false where it has no exact one. */
static bool
sum_of(const struct values *side, int sign, struct decimal *sum)
{
    for (int i = 0; i < side->n; i++) {
        const struct fact *fact = side->items[i].fact;

        if (fact
            && (sign > 0 ? decimal_add(*sum, model_value(fact), sum)
                         : decimal_subtract(*sum, model_value(fact), sum))
                   != DECIMAL_OK)
            return false;
    }
    return true;
}

/* Where parts or steps do not come to what is stated. */
static void
put_sum(const struct drawing *d)
{
    bool parts = d->picture->kind == PICTURE_PARTS;
    const struct values *stated = &d->sides[parts ? 0 : 2];
    struct decimal sum = decimal_of(0);
    struct arena *arena = d->page->arena;
    int shift = d->of->unit_shift;

    if (d->picture->kind == PICTURE_SERIES || stated->n == 0)
        return;
    if (!(parts ? sum_of(&d->sides[1], 1, &sum)
                : sum_of(&d->sides[0], 1, &sum)
                      && sum_of(&d->sides[1], -1, &sum)))
        return;
    fputs("<p>", d->page->out);
    if (!stated->items[0].fact)
        page_put(d->page, N_("%.*s is blank"),
                 TEXT_ARG(label_of(d, stated, &stated->items[0])));
    else if (decimal_compare(sum, model_value(stated->items[0].fact)) == 0)
        page_put(d->page, N_("%.*s: %.*s"),
                 TEXT_ARG(label_of(d, stated, &stated->items[0])),
                 TEXT_ARG(picture_amount(arena, sum, shift)));
    else
        page_put(d->page, N_("%.*s: %.*s; what is shown comes to %.*s"),
                 TEXT_ARG(label_of(d, stated, &stated->items[0])),
                 TEXT_ARG(picture_amount(
                     arena, model_value(stated->items[0].fact), shift)),
                 TEXT_ARG(picture_amount(arena, sum, shift)));
    fputs("</p>\n", d->page->out);
}

/* Which table is not there, or which figures are blank. */
static void
put_absent(const struct drawing *d)
{
    const struct rule_term *term = &d->picture->sides[0].terms[0];
    const struct model_table *table = find_table(d->of->model, term->table);

    if (!table)
        page_put(d->page, N_("Not drawn: the filing has no %s."),
                 term->table->title);
    else if (table->declared_empty.n && table->n_facts == 0)
        page_put(d->page, N_("Not drawn: %s has no figures."),
                 term->table->title);
    else if (d->blank.n)
        page_put(d->page, N_("Not drawn: blank or not read in %s: %.*s."),
                 term->table->title, TEXT_ARG(d->blank.list));
    else if (d->zero.n)
        page_put(d->page, N_("Not drawn: all of it is zero in %s."),
                 term->table->title);
    else
        page_put(d->page, N_("Not drawn: blank or not read in %s."),
                 term->table->title);
}

void
picture_write(const struct page *page, const struct picture_of *of,
              const struct rule_picture *picture, int number)
{
    static void (*const makers[PICTURE_N_KINDS])(struct drawing *)
        = { [PICTURE_PARTS] = make_parts,
            [PICTURE_SERIES] = make_series,
            [PICTURE_BRIDGE] = make_bridge };
    struct drawing d
        = { .page = page, .of = of, .picture = picture, .number = number };
    struct text title
        = page->language == LANGUAGE_ZH ? picture->zh : picture->en;

    find_values(&d);
    makers[picture->kind](&d);
    if (!has_facts(&d)) {
        fputs("<p class=\"absent\"><b>", page->out);
        page_text(page->out, title);
        fputs("</b><br/>", page->out);
        put_absent(&d);
        fputs("</p>\n", page->out);
        return;
    }
    fputs("<figure><figcaption>", page->out);
    page_text(page->out, title);
    fputs("</figcaption>\n", page->out);
    put_drawing(&d, title);
    if (picture->kind == PICTURE_SERIES)
        put_key(&d);
    put_sum(&d);
    put_names(&d, N_("Zero: "), &d.zero);
    put_names(&d, N_("Blank or not read: "), &d.blank);
    fputs("</figure>\n", page->out);
}
