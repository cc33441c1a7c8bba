/* explain_html.c - the page, row by row. */
#include "submit/explain_html.h"

#include <string.h>

#include "base/limits.h"
#include "base/pairs.h"
#include "base/sorted.h"
#include "book/numfmt.h"
#include "submit/explain_note.h"
#include "submit/page.h"

/* A kind is told apart without its colour, too: by a letter and a border. */
static const char style[]
    = "body{font:14px/1.5 sans-serif;margin:1em;color:#111;background:#fff}"
      "h1{font-size:20px}h2{font-size:17px;margin:1.6em 0 .4em}"
      "p{margin:.3em 0}a{color:#0b4f8a}"
      "table{border-collapse:collapse}"
      "td,th{border:1px solid #999;padding:1px 5px;text-align:left;"
      "vertical-align:top;white-space:pre-wrap}"
      "th{background:#fff;color:#555;font-weight:normal}"
      ".list td{max-width:46em;overflow-wrap:anywhere}"
      ".list th{color:#111;font-weight:bold}"
      ".sheet{display:block;overflow-x:auto}"
      ".sheet td{min-width:2em;max-width:24em;vertical-align:middle}"
      ".sheet td.r{text-align:right}"
      "td[class]::before{font-size:9px;color:#444;margin-right:3px;"
      "vertical-align:super}"
      ".sheet td:focus{outline:3px solid #0b4f8a}"
      ".sheet td:focus::after{content:attr(title);position:fixed;left:0;"
      "right:0;bottom:0;max-height:40vh;overflow:auto;padding:8px 12px;"
      "background:#fffff0;border-top:2px solid #333;text-align:left;"
      "white-space:pre-line;color:#111;font:14px/1.5 sans-serif}"
      "td.t{text-decoration:underline wavy #a33}"
      "@media print{@page{size:A4 landscape;margin:10mm}"
      "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}"
      "nav{display:none}.sheet{display:table}.sheet td:focus::after{"
      "display:none}"
      "tr{break-inside:avoid}h2{break-after:avoid}}";

static const char *const classes[EXPLAIN_N] = {
    [EXPLAIN_NONE] = "",  [EXPLAIN_BLANK] = "b",      [EXPLAIN_ABSENT] = "a",
    [EXPLAIN_KEPT] = "k", [EXPLAIN_UNMODELLED] = "m", [EXPLAIN_LABEL] = "l",
    [EXPLAIN_FACT] = "f", [EXPLAIN_UNREAD] = "u",
};
static const char *const borders[EXPLAIN_N] = {
    [EXPLAIN_NONE] = "",
    [EXPLAIN_BLANK] = "border-style:dotted",
    [EXPLAIN_ABSENT] = "border-style:dotted",
    [EXPLAIN_KEPT] = "font-style:italic",
    [EXPLAIN_UNMODELLED] = "font-style:italic",
    [EXPLAIN_LABEL] = "",
    [EXPLAIN_FACT] = "border-color:#246",
    [EXPLAIN_UNREAD] = "border:2px solid #811;font-weight:bold",
};

struct explain_page {
    FILE *out;
    struct arena *arena;
    const struct explained *explained;
    const struct book *book;
    int n_listed; /* messages, and what no message is at */
};

static void
put(struct explain_page *page, struct text t)
{
    page_text(page->out, t);
}

/* ---- what is said of the whole ---- */

static void
put_style(struct explain_page *page)
{
    fputs("<style>", page->out);
    fputs(style, page->out);
    for (int k = EXPLAIN_NONE + 1; k < EXPLAIN_N; k++) {
        const struct explain_word *word = explain_word((enum explain_kind)k);

        /* A colour is written with its alpha first. */
        fprintf(
            page->out, "td.%s{background:#%s;%s}td.%s::before{content:\"%s\"}",
            classes[k], word->colour + 2, borders[k], classes[k], word->letter);
    }
    fputs("</style>", page->out);
}

static void
put_head(struct explain_page *page)
{
    const struct filing *filing = page->explained->filing;
    const struct model *model = filing->model;
    struct text name = text_of(page->book->file);

    fputs("<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">"
          "<meta name=\"viewport\" content=\"width=device-width\"><title>",
          page->out);
    put(page, name);
    fputs(" 读取说明</title>", page->out);
    put_style(page);
    fputs("</head>\n<body><h1>", page->out);
    put(page, name);
    fputs(" 读取说明</h1>\n<p>模板 ", page->out);
    put(page, filing->template->id);
    fputs("（", page->out);
    put(page, filing->template->name);
    fputs("）；部门 ", page->out);
    put(page, model->department.n ? model->department : TEXT("不明"));
    if (model->fiscal_year)
        fprintf(page->out, "；年度 %d", model->fiscal_year);
    else
        fputs("；年度 不明", page->out);
    fputs("</p>\n<p>选中或指向一格，可见它的说明。没有内容的行和列不显示。"
          "</p>\n",
          page->out);
}

static void
put_legend(struct explain_page *page)
{
    fputs("<h2>图例</h2>\n<table class=\"list\">\n", page->out);
    for (int k = EXPLAIN_N - 1; k > EXPLAIN_NONE; k--) {
        const struct explain_word *word = explain_word((enum explain_kind)k);

        fprintf(page->out,
                "<tr><td class=\"%s\">%s</td><td>%d 格</td><td>%s</td></tr>\n",
                classes[k], word->word, page->explained->n[k], word->meaning);
    }
    fputs("</table>\n", page->out);
}

/* Sheet of a message, -1: none. */
static int
sheet_of(const struct explain_page *page, const char *name)
{
    return name ? book_sheet(page->book, text_of(name)) : -1;
}

/* A link to the cell, to the sheet where row is -1. */
static void
put_link(struct explain_page *page, int sheet, int row, int col)
{
    char ref[CELLREF_MAX] = "";

    if (sheet < 0) {
        fputs("—", page->out);
        return;
    }
    if (row >= 0 && col >= 0)
        cellref_show(row, col, ref);
    fprintf(page->out, "<a href=\"#s%d%s%s\">", sheet + 1, *ref ? "-" : "",
            ref);
    put(page, page->book->sheets[sheet].name);
    fprintf(page->out, "%s%s</a>", *ref ? "!" : "", ref);
}

static void
put_told(struct explain_page *page, const struct diag *diag)
{
    page->n_listed++;
    fprintf(page->out, "<tr><td>%s</td><td>", explain_level(diag));
    put_link(page, sheet_of(page, diag->at.sheet), diag->at.row, diag->at.col);
    fputs("</td><td>", page->out);
    put(page, explain_note_message(page->arena, diag));
    fprintf(page->out, "</td><td>[%s]", diag_word(diag->code));
    if (diag->by.file) {
        putc('\n', page->out);
        put(page, text_of(diag_place(page->arena, diag->by)));
    }
    fputs("</td></tr>\n", page->out);
}

/* What no message is at. */
static void
put_unread(struct explain_page *page, int s)
{
    const struct explain_sheet *sheet = &page->explained->sheets[s];

    for (int top, end = 0; explain_next_run(sheet, end, &top, &end);) {
        enum explain_kind kind = sheet->cells[top].kind;

        page->n_listed++;
        fprintf(page->out, "<tr><td class=\"%s\">%s</td><td>", classes[kind],
                explain_word(kind)->word);
        put_link(page, s, sheet->cells[top].row, sheet->cells[top].col);
        fputs("</td><td>", page->out);
        for (int i = top; i < end; i++) {
            const struct cell *cell = grid_at(sheet->grid, sheet->cells[i].row,
                                              sheet->cells[i].col);
            struct text shown = numfmt_show(page->arena, page->book, cell);

            if (i > top)
                fputs(" | ", page->out);
            put(page, explain_note_cut(page->arena, shown));
        }
        fputs("</td><td></td></tr>\n", page->out);
    }
}

static void
put_messages(struct explain_page *page)
{
    fputs("<h2>信息和未读的格</h2>\n", page->out);
    fputs("<table class=\"list\">\n<tr><th>类别</th><th>位置</th><th>说明</th>"
          "<th>映射</th></tr>\n",
          page->out);
    for (int i = 0; i < page->explained->n_told; i++)
        put_told(page, page->explained->told[i]);
    for (int s = 0; s < page->book->n_sheets; s++)
        put_unread(page, s);
    if (page->n_listed == 0)
        fputs("<tr><td colspan=\"4\">没有：每个数都已读入。</td></tr>\n",
              page->out);
    fputs("</table>\n", page->out);
}

static void
put_contents(struct explain_page *page)
{
    fputs("<nav><h2>工作表</h2>\n<ol>\n", page->out);
    for (int s = 0; s < page->book->n_sheets; s++) {
        int n = page->explained->sheets[s].n[EXPLAIN_UNREAD];

        fputs("<li>", page->out);
        put_link(page, s, -1, -1);
        if (n)
            fprintf(page->out, "（未读 %d 格）", n);
        fputs("</li>\n", page->out);
    }
    fputs("</ol></nav>\n", page->out);
}

/* ---- a sheet ---- */

/* Only rows and columns that hold cells are shown; places among those. */
struct shown_sheet {
    struct explain_page *page;
    const struct explain_sheet *sheet;
    int number;
    int *rows, n_rows;    /* of the sheet, in order */
    int *columns, n_cols; /* the same */
    int *covered;         /* [n_cols] the row among those shown to which a
                             merged cell reaches down */
    int reach;            /* the farthest of these */
    struct pairs *open; /* merged cells that hold more than one: shown apart */
};

/* How many of sorted numbers are below 'end'. */
static int
count_below(const int *numbers, int n, int end)
{
    int at;

    SORTED_FIND(at, 0, n, numbers[at] < end);
    return at;
}

static struct text
span_key(struct arena *arena, struct span span)
{
    return text_printf(arena, "%d,%d", span.top, span.left);
}

static struct shown_sheet
show_sheet(struct explain_page *page, int s)
{
    const struct explain_sheet *sheet = &page->explained->sheets[s];
    struct shown_sheet v = { .page = page, .sheet = sheet, .number = s + 1 };
    bool *has = ARENA_ARRAY(page->arena, bool, LIMIT_COLS);

    v.rows = ARENA_ARRAY(page->arena, int, sheet->n_cells + 1);
    v.columns = ARENA_ARRAY(page->arena, int, LIMIT_COLS);
    v.open = pairs_new(page->arena);
    for (int i = 0; i < sheet->n_cells; i++) {
        const struct explain_cell *cell = &sheet->cells[i];
        struct span span = grid_span(sheet->grid, cell->row, cell->col);

        if (v.n_rows == 0 || v.rows[v.n_rows - 1] != cell->row)
            v.rows[v.n_rows++] = cell->row;
        has[cell->col] = true;
        if (span.top != cell->row || span.left != cell->col)
            pairs_add(v.open, span_key(page->arena, span), TEXT_NONE, 0);
    }
    for (int col = 0; col < LIMIT_COLS; col++) {
        if (has[col])
            v.columns[v.n_cols++] = col;
    }
    v.covered = ARENA_ARRAY(page->arena, int, v.n_cols + 1);
    return v;
}

/* Blank cells from column *at to 'end', but those that merged cells cover. */
static void
put_blanks(struct shown_sheet *v, int row, int *at, int end)
{
    int n = 0;

    if (v->reach <= row) {
        n = end - *at;
        *at = end;
    }
    for (; *at < end; ++*at) {
        if (v->covered[*at] <= row) {
            n++;
            continue;
        }
        if (n)
            fprintf(v->page->out, "<td colspan=\"%d\"></td>", n);
        n = 0;
    }
    if (n == 1)
        fputs("<td></td>", v->page->out);
    else if (n)
        fprintf(v->page->out, "<td colspan=\"%d\"></td>", n);
}

/* Over how many of the columns and rows shown it is merged. */
static void
put_span(struct shown_sheet *v, const struct explain_cell *cell, int row,
         int col, int *end)
{
    struct span span = grid_span(v->sheet->grid, cell->row, cell->col);
    int end_row;

    *end = col + 1;
    if (pairs_find(v->open, span_key(v->page->arena, span), TEXT_NONE) >= 0)
        return;
    end_row = count_below(v->rows, v->n_rows, span.end_row);
    *end = count_below(v->columns, v->n_cols, span.end_col);
    if (*end - col > 1)
        fprintf(v->page->out, " colspan=\"%d\"", *end - col);
    if (end_row - row > 1) {
        fprintf(v->page->out, " rowspan=\"%d\"", end_row - row);
        for (int c = col; c < *end; c++)
            v->covered[c] = end_row;
        v->reach = end_row > v->reach ? end_row : v->reach;
    }
}

static void
put_cell(struct shown_sheet *v, const struct explain_cell *cell, int row,
         int *at)
{
    struct explain_page *page = v->page;
    const struct cell *on = grid_at(v->sheet->grid, cell->row, cell->col);
    const struct explain_word *word = explain_word(cell->kind);
    char ref[CELLREF_MAX];
    int col = count_below(v->columns, v->n_cols, cell->col), end;

    put_blanks(v, row, at, col);
    cellref_show(cell->row, cell->col, ref);
    fprintf(page->out, "<td class=\"%s%s%s\"", classes[cell->kind],
            on && on->type == CELL_NUMBER ? " r" : "", cell->told ? " t" : "");
    if (cell->told || cell->kind == EXPLAIN_UNREAD
        || cell->kind == EXPLAIN_KEPT)
        fprintf(page->out, " id=\"s%d-%s\"", v->number, ref);
    put_span(v, cell, row, col, &end);
    fprintf(page->out, " tabindex=\"0\" title=\"%s ", ref);
    if (cell->note.n)
        put(page, cell->note);
    else
        fprintf(page->out, "%s：%s", word->word, word->meaning);
    fputs("\">", page->out);
    if (on && on->flags & CELL_NO_RESULT)
        putc('=', page->out);
    if (on)
        put(page, numfmt_show(page->arena, page->book, on));
    fputs("</td>", page->out);
    *at = end;
}

static void
put_rows(struct shown_sheet *v)
{
    const struct explain_sheet *sheet = v->sheet;
    FILE *out = v->page->out;
    char ref[CELLREF_MAX];

    fputs("<table class=\"sheet\">\n<thead><tr><th></th>", out);
    for (int c = 0; c < v->n_cols; c++) {
        int n = cellref_show(0, v->columns[c], ref);

        fprintf(out, "<th>%.*s</th>", n - 1, ref); /* without its 1 */
    }
    fputs("</tr></thead>\n<tbody>\n", out);
    for (int i = 0, row = 0; row < v->n_rows; row++) {
        int at = 0;

        fprintf(out, "<tr><th>%d</th>", v->rows[row] + 1);
        for (; i < sheet->n_cells && sheet->cells[i].row == v->rows[row]; i++)
            put_cell(v, &sheet->cells[i], row, &at);
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

/* What it was read by, and how many cells there are of each kind. */
static void
put_summary(struct explain_page *page, const struct explain_sheet *sheet)
{
    const char *between = "";

    for (int t = 0; t < sheet->located->n_tables; t++) {
        const struct table_rule *table = sheet->located->tables[t]->table;

        fprintf(page->out, "<p>%s（%s）[", table->schema->title,
                table->schema->id);
        put(page, text_of(diag_place(page->arena, table->place)));
        fputs("]</p>\n", page->out);
    }
    fputs("<p>", page->out);
    for (int k = EXPLAIN_N - 1; k > EXPLAIN_NONE; k--) {
        if (sheet->n[k] == 0)
            continue;
        fprintf(page->out, "%s%s %d 格", between,
                explain_word((enum explain_kind)k)->word, sheet->n[k]);
        between = "，";
    }
    fputs(*between ? "</p>\n" : "空的工作表</p>\n", page->out);
}

static void
put_sheet(struct explain_page *page, int s)
{
    const struct explain_sheet *sheet = &page->explained->sheets[s];
    struct shown_sheet v = show_sheet(page, s);

    fprintf(page->out, "<section><h2 id=\"s%d\">", s + 1);
    put(page, sheet->grid->name);
    if (sheet->grid->state != SHEET_VISIBLE)
        fputs("（隐藏）", page->out);
    fputs("</h2>\n", page->out);
    put_summary(page, sheet);
    if (v.n_rows)
        put_rows(&v);
    fputs("</section>\n", page->out);
}

bool
explain_html(FILE *out, const struct explained *explained,
             struct diag_list *diags)
{
    struct explain_page page = { .out = out,
                                 .arena = explained->arena,
                                 .explained = explained,
                                 .book = explained->filing->located->book };
    int n = 0;

    for (int s = 0; s < page.book->n_sheets; s++)
        n += explained->sheets[s].n_cells;
    if (n > LIMIT_PAGE_CELLS)
        return limits_reached(diags, LIMITS_PAGE_CELLS,
                              PLACE_FILE(page.book->file),
                              "the page would show %d cells", n);
    put_head(&page);
    put_legend(&page);
    put_messages(&page);
    put_contents(&page);
    for (int s = 0; s < page.book->n_sheets; s++)
        put_sheet(&page, s);
    fputs("</body></html>\n", out);
    return true;
}
