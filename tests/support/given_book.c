/* given_book.c - cells, formats and names by a seed. */
#include "support/given_book.h"

#include <string.h>

static const char *const texts[] = {
    "教育支出",
    "其中：\n专项收入",
    "合 计",
    "　全角空格　",
    " blanks at both ends ",
    "\ttab\t",
    "-",
    "—",
    "/",
    "205",
    "02",
    "0.00",
    "1e5",
    "+5",
    "TRUE",
    "false",
    "#N/A",
    "#",
    "=1+1",
    "=?",
    "'quoted'",
    "@here",
    "a|b",
    "{0.00}",
    "}{",
    "back\\slash\\n",
    "C:\\",
    "http://example.com/?a=1&b=2",
    "<t xml:space=\"preserve\">&amp;</t>",
    "<r><t>x</t></r>",
    "_x000D_",
    "_x000d_x0041_",
    "_x005F_x0041_",
    "__x0041__",
    "_x004",
    "_x0041\001",
    "\001\002\037",
    "line\r\nend\r",
    "\n",
    " ",
    "\177",
    "😀𠮷",
    "1,234.50",
    "１２３",
    "\"“三公”\"",
    "]]>",
};

static const char *const formats[] = {
    "General",
    "0",
    "0.00",
    "#,##0.00",
    "0.00%",
    "@",
    "yyyy-mm-dd",
    "yyyy\"年\"m\"月\"d\"日\"",
    "h:mm",
    "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
    "0.00_);[Red]\\(0.00\\)",
    "[<1]0.00;\"|{}\\\"",
};
#define N_NUMBER_FORMATS 5
#define FIRST_DATE_FORMAT 6
#define N_DATE_FORMATS 3

static const char *const names[] = {
    "收入决算表", "Z01",           "2022", "a b", "公开 06表",
    "it's",       "very | hidden", "#",    " x ", "A&B<C>\"",
};

static const char *const errors[]
    = { "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!" };

uint64_t
given_random(uint64_t *seed)
{
    uint64_t x = *seed += UINT64_C(0x9E3779B97F4A7C15);

    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

int
given_below(uint64_t *seed, int n)
{
    return (int)(given_random(seed) % (uint64_t)n);
}

static const char *
one_of(uint64_t *seed, const char *const *items, int n)
{
    return items[given_below(seed, n)];
}

/* One to 15 digits with a point anywhere, in the form that has no zeros to
   spare, or with them. */
static struct text
random_number(struct arena *arena, uint64_t *seed)
{
    int digits = 1 + given_below(seed, 15), scale = given_below(seed, 16);
    char all[16] = { 0 };

    for (int i = 0; i < digits; i++)
        all[i] = (char)('0' + given_below(seed, 10));
    if (all[0] == '0')
        all[0] = '7';
    if (scale == 0)
        return text_printf(arena, "%s%s", given_below(seed, 3) ? "" : "-", all);
    if (scale < digits)
        return text_printf(arena, "%.*s.%s", digits - scale, all,
                           all + digits - scale);
    return text_printf(arena, "%s0.%.*s%s", given_below(seed, 3) ? "" : "-",
                       scale > 9 ? 3 : scale - 1, "00000000", all);
}

static struct text
random_text(struct arena *arena, uint64_t *seed)
{
    struct text t = text_of(one_of(seed, texts, ARRAY_LEN(texts)));

    if (given_below(seed, 4) == 0)
        t = text_printf(arena, "%.*s%s", TEXT_ARG(t),
                        one_of(seed, texts, ARRAY_LEN(texts)));
    return t;
}

static uint16_t
random_style(struct arena *arena, struct book *book, uint64_t *seed, int from,
             int n)
{
    struct cell_style style
        = { .format = text_of(formats[from + given_below(seed, n)]) };

    if (given_below(seed, 2)) {
        style.border = true;
        style.bold = given_below(seed, 2);
        style.wrap = given_below(seed, 2);
        style.align = (uint8_t)given_below(seed, 4);
        style.font_size = (uint8_t)(given_below(seed, 2) * 16);
    }
    return (uint16_t)book_style(arena, book, style);
}

static struct cell
random_cell(struct arena *arena, struct book *book, uint64_t *seed,
            bool writable)
{
    static const char *const dates[] = { "2023-06-30", "2023-06-30T12:00:00" };
    struct cell cell = { .type = (uint8_t)given_below(seed, CELL_ERROR + 1) };

    cell.style = random_style(arena, book, seed, 0, N_NUMBER_FORMATS);
    if (writable && cell.type == CELL_ISO_DATE)
        cell.type = CELL_DATE;
    switch ((enum cell_type)cell.type) {
    case CELL_BLANK:
        break;
    case CELL_NUMBER:
        cell.text = random_number(arena, seed);
        break;
    case CELL_DATE:
        cell.text = text_printf(arena, "%d", given_below(seed, 99999));
        cell.style = random_style(arena, book, seed, FIRST_DATE_FORMAT,
                                  N_DATE_FORMATS);
        break;
    case CELL_ISO_DATE:
        cell.text = text_of(one_of(seed, dates, ARRAY_LEN(dates)));
        break;
    case CELL_TEXT:
        cell.text = random_text(arena, seed);
        if (!writable && given_below(seed, 20) == 0)
            cell.text = TEXT_NONE;
        cell.style = random_style(arena, book, seed, 0, ARRAY_LEN(formats));
        break;
    case CELL_BOOL:
        cell.text = given_below(seed, 2) ? TEXT("1") : TEXT("0");
        break;
    case CELL_ERROR:
        cell.text = text_of(one_of(seed, errors, ARRAY_LEN(errors)));
        break;
    }
    if (!writable && cell.type != CELL_BLANK && given_below(seed, 8) == 0)
        cell.flags = CELL_FORMULA;
    if (cell.flags && given_below(seed, 3) == 0) {
        cell.flags |= CELL_NO_RESULT;
        cell.text = random_text(arena, seed);
    }
    return cell;
}

/* In bands of rows, so that no two overlap. */
static void
random_merges(struct arena *arena, struct grid *grid, uint64_t *seed)
{
    for (int top = 0; top < 12; top += 3)
        for (int left = 0; left < 8; left += 4) {
            struct span span = { top, left, top + 1 + given_below(seed, 3),
                                 left + 1 + given_below(seed, 4) };

            if (given_below(seed, 2)
                && (span.end_row > top + 1 || span.end_col > left + 1))
                grid_merge(arena, grid, span);
        }
}

static void
random_sheet(struct arena *arena, struct book *book, struct grid *grid,
             uint64_t *seed, bool writable)
{
    int n = given_below(seed, 60);

    for (int i = 0; i < n; i++) {
        struct cell cell = random_cell(arena, book, seed, writable);

        cell.row = given_below(seed, 12);
        cell.col = given_below(seed, 8);
        if (given_below(seed, 50) == 0)
            cell.row = given_below(seed, 1048576);
        if (given_below(seed, 50) == 0)
            cell.col = given_below(seed, 16384);
        grid_put(arena, grid, cell);
    }
    random_merges(arena, grid, seed);
    grid_finish(arena, grid);
    if (!writable && given_below(seed, 3) == 0) {
        bool *hidden = ARENA_ARRAY(arena, bool, grid->n_rows);

        for (int i = 0; i < grid->n_rows; i++)
            hidden[i] = given_below(seed, 3) == 0;
        grid->hidden_rows = hidden;
    }
}

struct book *
given_book(struct arena *arena, uint64_t seed, bool writable)
{
    struct book *book = ARENA_NEW(arena, struct book);
    int first = given_below(&seed, ARRAY_LEN(names));

    book->file = "given";
    book_style(arena, book, (struct cell_style){ .format = TEXT("General") });
    book->n_sheets = given_below(&seed, 4) + writable;
    book->sheets = ARENA_ARRAY(arena, struct grid, book->n_sheets);
    book->date1904 = !writable && given_below(&seed, 4) == 0;
    for (int i = 0; i < book->n_sheets; i++) {
        struct grid *grid = &book->sheets[i];

        grid->name = text_of(names[(first + i) % ARRAY_LEN(names)]);
        grid->state = (enum sheet_state)given_below(&seed, writable ? 2 : 3);
        random_sheet(arena, book, grid, &seed, writable);
        grid->freeze_rows = given_below(&seed, 3);
        grid->repeat_end = given_below(&seed, 3);
        grid->landscape = given_below(&seed, 2);
    }
    if (writable)
        book->sheets[book->n_sheets - 1].state = SHEET_VISIBLE;
    return book;
}
