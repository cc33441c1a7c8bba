/* xlsx_write_test.c - workbooks written whole, the same again, or not at all. */
#include "book/xlsx_write.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "book/gridtext.h"
#include "book/workbook.h"
#include "book/xlsx_read.h"
#include "edit/xlsx_cells.h"
#include "support/expect.h"
#include "support/given_book.h"
#include "support/gridtext_read.h"

#define RANDOM_BOOKS 60
#define FORTY "1234567890123456789012345678901234567890"
#define OLD "what was there before"

static struct arena arena;
static struct diag_list diags;
static char folder[] = "/tmp/xlsx_write_test-XXXXXX";

static const char *
in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void
begin(const char *name)
{
    expect_begin(name);
    diags = (struct diag_list){ .arena = &arena };
}

/* Files in the folder, temporary ones too. */
static int
count_files(void)
{
    DIR *dir = opendir(folder);
    int n = 0;

    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n - 2; /* . and .. */
}

static void
put(const char *path, const char *bytes)
{
    FILE *out = fopen(path, "w");

    if (!out)
        return;
    fputs(bytes, out);
    fclose(out);
}

static struct text
content(const char *path)
{
    struct text t = TEXT_NONE;
    struct diag_list unheard = { .arena = &arena };

    file_read(&arena, path, 100000000, &t, &unheard);
    return t;
}

/* All diagnostics, one a line: place, code, text and details. */
static const char *
messages(void)
{
    const char *all = "";

    for (int i = 0; i < diags.n; i++) {
        const struct diag *d = diags.items[i];
        struct place at = d->at;

        if (at.file && strncmp(at.file, folder, strlen(folder)) == 0)
            at.file += strlen(folder) + 1;
        all = arena_printf(&arena, "%s%s: %s [%s]\n", all,
                           diag_place(&arena, at), d->text, diag_word(d->code));
        for (int k = 0; k < d->n_detail; k++)
            all = arena_printf(&arena, "%s  %s\n", all, d->detail[k]);
    }
    return all;
}

static const struct book *
given(const char *sheets)
{
    const struct book *book
        = gridtext_read(&arena, "given", text_of(sheets), &diags);

    EXPECT(book);
    return book;
}

/*
 * What stands in the file when it is read again; NULL when it is not there.
 * An error value is the formula of itself there; a reader may leave it so.
 */
static struct book *
read_book(const char *path)
{
    struct diag_list unheard = { .arena = &arena };
    struct book *book = workbook_read(&arena, path, &unheard);

    for (int i = 0; book && i < book->n_sheets; i++)
        for (int k = 0; k < book->sheets[i].n_cells; k++) {
            struct cell *cell = &book->sheets[i].cells[k];

            if (!(cell->flags & CELL_FORMULA))
                continue;
            EXPECT(text_starts(cell->text, TEXT("#")));
            cell->type = CELL_ERROR;
            cell->flags = 0;
        }
    return book;
}

static const char *
reread(const char *path)
{
    const struct book *book = read_book(path);

    return book ? gridtext_show(&arena, book).at : NULL;
}

/* 'want' NULL: the sheets as given, else what they read back as. */
static const struct written {
    const char *name, *sheets, *want;
} written[] = {
    { "numbers keep their 15 digits",
      "# s\n1| 0.07 | 0.1 | 999999999999999 | -123456789012.345 | 0\n"
      "2| 0.000000000000001 | 582.36{0.00} | 0.3{0.00%} | -0.5\n",
      "# s\n1| 0.07000000000000001 | 0.1 | 999999999999999 | "
      "-123456789012.345 | 0\n"
      "2| 1E-15 | 582.36{0.00} | 0.3{0.00%} | -0.5\n" },
    { "the tail of a binary fraction is rounded away",
      "# s\n1| 0.66666666666666663 | 0.30000000000000004 | 1.1E-5\n",
      "# s\n1| 0.666666666666667 | 0.3 | 1.1E-05\n" },
    { "zero has no sign, and needless zeros go",
      "# s\n1| -0 | 12.00 | 1E3 | 0.10\n", "# s\n1| 0 | 12 | 1000 | 0.1\n" },
    { "numbers that no decimal holds",
      "# s\n1| 1E+20 | 6222020200112230000000 | 9.99E307 | 1E-320\n",
      "# s\n1| 1E+20 | 6.22202020011223E+21 | 9.990000000000001E+307 | 0\n" },
    { "text is text, whatever it looks like",
      "# s\n1| '205 | '=1+1 | '@a | http://example.com | '#N/A | 'TRUE\n"
      "2| mailto:a@b.c | \\{=1} | -\n",
      NULL },
    { "line breaks, tabs and control characters",
      "# s\n1| a\\nb | a\\r\\nb | \\t | \\x01\\x1F | \\s\\s\n", NULL },
    { "escapes of the file format survive",
      "# s\n1| _x000D_ | _x005F_ | _x000d_x0041_ | _x0041\\x01 | _x0041\\n\n",
      NULL },
    { "white space of both widths, and what XML would eat",
      "# s\n1| \\s a\\s | 　a　 | \\n | <t>&amp;</t> | ]]> | <r>a</r>\n",
      NULL },
    { "booleans and error values",
      "# s\n1| TRUE | FALSE{0.00} | #DIV/0! | #N/A{0.00}\n", NULL },
    { "an empty text is a blank", "# s\n1| a | '\n", "# s\n1| a\n" },
    { "dates keep serial and format",
      "# s\n1| 45107{yyyy-mm-dd} | 45107.5{yyyy\"年\"m\"月\"}\n", NULL },
    { "dates of the 1904 system move, elapsed times do not",
      "date1904\n# s\n1| 43645{yyyy-mm-dd} | 1.5{[h]:mm} | 7\n",
      "# s\n1| 45107{yyyy-mm-dd} | 1.5{[h]:mm} | 7\n" },
    { "ISO dates become serials",
      "# s\n1| @2023-06-30 | @2023-06-30T12:00:00 | @1900-02-28 | "
      "@1900-03-01{yyyy} | @06:00:00 | @2023-06-30T00:00:00.864Z\n",
      "# s\n1| 45107{yyyy-mm-dd} | 45107.5{yyyy-mm-dd hh:mm:ss} | "
      "59{yyyy-mm-dd} | 61{yyyy} | 0.25{hh:mm:ss} | "
      "45107.00001{yyyy-mm-dd hh:mm:ss}\n" },
    { "results of formulas are written, formulas are not",
      "# s\n1| =904.5 | ='205 | =TRUE\n", "# s\n1| 904.5 | '205 | TRUE\n" },
    { "merged cells, with text under them",
      "# s\n1| a | b\n2| c{0.00}\nmerge A1:C1 A2:A4 B2:C3\n", NULL },
    { "a merge of one cell is none", "# s\n1| a\nmerge A1 B1:B2\n",
      "# s\n1| a\nmerge B1:B2\n" },
    { "number formats with every kind of character",
      "# s\n1| 1{_ * #,##0.00_ ;_ * \\\\-#,##0.00_ ;_ * \"-\"??_ ;_ @_\\s}"
      " | 2{[<1]0.00;\"&\\|\\{\\}\"} | 205{@}\n",
      "# s\n1| 1{_ * #,##0.00_ ;_ * \\\\-#,##0.00_ ;_ * \"-\"??_ ;_ @_\\s}"
      " | 2{[<1]0.00;\"&\\|{\\}\"} | 205{@}\n" },
    { "sheets in order, hidden ones too",
      "# 封面 | hidden\n1| a\n# 收入\n# 支出 | hidden\n2| b\n", NULL },
    { "names of sheets that look like something else",
      "# Z01\n1| a\n# 2022\n1| b\n# it's\n1| c\n# A&B<C>\"\n1| d\n", NULL },
    { "a name of 31 characters",
      "# 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n",
      NULL },
    { "the last row and column", "# s\n1048576| a\n", NULL },
};

static const struct refused {
    const char *name, *sheets, *want;
} refused[] = {
    { "a number of 16 digits names its cell",
      "# 收入\n1| 1\n9| | 12345678901234.56 | 1234567890123456\n",
      "given!收入!B9: a workbook keeps 15 digits of a number "
      "[number-too-precise]\n"
      "  12345678901234.56 has 16\n"
      "given!收入!C9: a workbook keeps 15 digits of a number "
      "[number-too-precise]\n"
      "  1234567890123456 has 16\n" },
    { "a number over Excel's largest", "# s\n1| 1E308\n",
      "given!s!A1: the number is larger than a workbook can hold "
      "[cell-unwritable]\n" },
    { "a formula without a result", "# s\n1| =?SUM(B1:B2)\n",
      "given!s!A1: a formula without a result has no value "
      "[cell-unwritable]\n" },
    { "an error value that is none", "# s\n1| #'A'!B1\n",
      "given!s!A1: not an error value [cell-unwritable]\n" },
    { "no ISO date",
      "# s\n1| @1899-12-31 | @2023-06-30T08:00:00+08:00 | @2023-06-30T\n",
      "given!s!A1: not a date from 1900 on [cell-unwritable]\n"
      "given!s!B1: not a date from 1900 on [cell-unwritable]\n"
      "given!s!C1: not a date from 1900 on [cell-unwritable]\n" },
    { "bytes that XML cannot hold", "# s\n1| a\\xFF | a\\x00\n",
      "given!s!A1: the text is no UTF-8, or not for XML [cell-unwritable]\n"
      "given!s!B1: the text is no UTF-8, or not for XML "
      "[cell-unwritable]\n" },
    { "a format that the library would cut, once",
      "# s\n1| 1{\"" FORTY FORTY FORTY "567890\"} | 2{\"" FORTY FORTY FORTY
      "567890\"} | 3{\"" FORTY FORTY FORTY "56789\"}\n",
      "given!s!A1: the number format is too long or not for XML "
      "[cell-unwritable]\n" },
    { "merged cells that overlap", "# s\n1| a\nmerge A1:C2 C2:D3 A3:B4 A4:A5\n",
      "given!s!C2: merged cells overlap [sheet-unwritable]\n"
      "given!s!A4: merged cells overlap [sheet-unwritable]\n" },
    { "two sheets of one name, but for case", "# Sum\n# sUM\n",
      "given!sUM: two sheets have one name, but for case "
      "[sheet-unwritable]\n" },
    { "names that Excel refuses",
      "# a:b\n# 'a\n# History\n#\n"
      "# 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二\n",
      "given!a:b: a sheet's name cannot hold []:*?/\\ or a line break "
      "[sheet-unwritable]\n"
      "given!'a: a sheet's name cannot begin or end with ' "
      "[sheet-unwritable]\n"
      "given!History: Excel keeps this sheet name for itself "
      "[sheet-unwritable]\n"
      "given!: a sheet has no name [sheet-unwritable]\n"
      "given!一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"
      ": the sheet's name has more than 31 characters [sheet-unwritable]\n" },
    { "only hidden sheets", "# a | hidden\n",
      "given: a workbook must have a sheet that is not hidden "
      "[sheet-unwritable]\n" },
    { "no sheets", "no sheets\n",
      "given: a workbook must have a sheet [sheet-unwritable]\n" },
    { "a merge of more cells than a workbook may have",
      "# s\n1| a\nmerge A1:XFD1048576\n",
      "given!s: too many cells, those under merged ones included "
      "[limit-reached]\n" },
};

static void
run_written(const struct written *c)
{
    const char *path = in_folder("out.xlsx");
    const struct book *book;

    begin(c->name);
    book = given(c->sheets);
    EXPECT(book && xlsx_write(&arena, path, book, "hubei-2022", &diags));
    EXPECT_TEXT("", messages());
    EXPECT_TEXT(c->want ? c->want : c->sheets, reread(path));
    unlink(path);
    EXPECT_INT(0, count_files());
}

/* What was at the path must be as it was, and alone. */
static void
expect_untouched(const char *path)
{
    EXPECT_BYTES(OLD, content(path));
    EXPECT_INT(1, count_files());
    unlink(path);
}

static void
run_refused(const struct refused *c)
{
    const char *path = in_folder("out.xlsx");
    const struct book *book;

    begin(c->name);
    put(path, OLD);
    book = given(c->sheets);
    EXPECT(book && !xlsx_write(&arena, path, book, NULL, &diags));
    EXPECT_TEXT(c->want, messages());
    expect_untouched(path);
}

static void
long_text(void)
{
    const char *path = in_folder("out.xlsx");
    struct text all = { arena_alloc(&arena, 40000), 32767 };
    struct grid grid = { .name = TEXT("s") };
    struct book book = { .file = "given", .sheets = &grid, .n_sheets = 1 };
    const struct book *again;

    memset((char *)(uintptr_t)all.at, 'x', 40000);
    book_style(&arena, &book, (struct cell_style){ .format = TEXT("General") });
    grid_put(&arena, &grid, (struct cell){ .type = CELL_TEXT, .text = all });
    grid_finish(&arena, &grid);

    begin("a text of 32767 characters");
    EXPECT(xlsx_write(&arena, path, &book, NULL, &diags));
    EXPECT_TEXT("", messages());
    again = read_book(path);
    EXPECT(again && text_equal(again->sheets[0].cells[0].text, all));
    unlink(path);

    begin("and of one more");
    grid.cells[0].text.n++;
    put(path, OLD);
    EXPECT(!xlsx_write(&arena, path, &book, NULL, &diags));
    EXPECT_TEXT("given!s!A1: the text has more than 32767 characters "
                "[cell-unwritable]\n",
                messages());
    expect_untouched(path);
}

static void
very_hidden(void)
{
    const char *path = in_folder("out.xlsx");

    begin("a very hidden sheet is hidden, with a warning");
    EXPECT(xlsx_write(&arena, path, given("# a\n# b | very hidden\n"), NULL,
                      &diags));
    EXPECT_TEXT("given!b: the sheet is very hidden; it is written as hidden "
                "[sheet-less-hidden]\n",
                messages());
    EXPECT_TEXT("# a\n# b | hidden\n", reread(path));
    unlink(path);
}

/* Results of every kind, in a sheet whose name needs quotes and one whose
   formulas look at it. */
static void
live_formulas(void)
{
    const char *path = in_folder("out.xlsx");
    struct book *book = gridtext_read(
        &arena, "given",
        text_of("# 收 & '入\n1| 0.07 | 0.1 | 123456789012.345\n"
                "2| 0.17{0.00} | a | =old\n3| | 2024 | #DIV/0!\n"
                "# b\n1| 0.17 | #N/A\n"),
        &diags);
    struct grid *a = &book->sheets[0], *b = &book->sheets[1];
    struct cell empty = { .row = 2, .col = 0, .type = CELL_TEXT };
    const struct book *read;
    const struct grid *found;

    begin("formulas are written with their results");
    grid_put(&arena, a, empty);
    grid_finish(&arena, a);
    grid_put_formula(&arena, b, 0, 0, TEXT("'收 & ''入'!A2"));
    grid_put_formula(&arena, a, 2, 2, TEXT("1/0"));
    grid_put_formula(&arena, a, 1, 1, TEXT("IF(A1<1,\"a\",\"&amp;\")"));
    grid_put_formula(&arena, a, 1, 0, TEXT("SUM(A1:B1)"));
    grid_put_formula(&arena, a, 2, 0, TEXT("IF(COUNT(D1)=0,\"\",D1)"));
    EXPECT(xlsx_write(&arena, path, book, NULL, &diags));
    EXPECT_TEXT("", messages());
    read = xlsx_read_bytes(&arena, path, content(path), &diags);
    if (!EXPECT(read))
        return;
    EXPECT_BYTES("# 收 & '入\n1| 0.07000000000000001 | 0.1 | "
                 "123456789012.345\n"
                 "2| =0.17{0.00} | =a | old\n3| | 2024 | ='#DIV/0!\n"
                 "# b\n1| =0.17 | ='#N/A\n",
                 gridtext_show(&arena, read));
    found = &read->sheets[0];
    EXPECT_INT(4, found->n_formulas);
    EXPECT_BYTES("SUM(A1:B1)", found->formulas[0].text);
    EXPECT_BYTES("IF(A1<1,\"a\",\"&amp;\")", found->formulas[1].text);
    EXPECT_BYTES("IF(COUNT(D1)=0,\"\",D1)", found->formulas[2].text);
    EXPECT_BYTES("1/0", found->formulas[3].text);
    found = &read->sheets[1];
    EXPECT_INT(2, found->n_formulas);
    EXPECT_BYTES("'收 & ''入'!A2", found->formulas[0].text);
    unlink(path);
}

static void
law(uint64_t seed)
{
    struct arena outer = arena;
    const char *path = in_folder("law.xlsx");
    const struct book *a, *b;
    bool good;

    arena = (struct arena){ 0 };
    diags = (struct diag_list){ .arena = &arena };
    a = given_book(&arena, seed, true);
    good = xlsx_write(&arena, path, a, NULL, &diags) && diags.n == 0;
    b = good ? read_book(path) : NULL;
    good = b && a->n_sheets == b->n_sheets;
    for (int i = 0; good && i < a->n_sheets; i++) {
        const struct grid *x = &a->sheets[i], *y = &b->sheets[i];
        int row, col;

        good = text_equal(x->name, y->name) && x->state == y->state
               && grid_equal(a, x, b, y, &row, &col);
    }
    if (!EXPECT(good))
        printf("seed %" PRIu64 "\n%s%s", seed, messages(),
               gridtext_show(&arena, a).at);
    unlink(path);
    arena_release(&arena);
    arena = outer;
}

static void
same_bytes(void)
{
    const char *one = in_folder("one.xlsx"), *two = in_folder("two.xlsx");
    const struct book *book = given_book(&arena, 5, true);
    struct text a, b;

    begin("the same book gives the same bytes, in any zone and locale");
    EXPECT(xlsx_write(&arena, one, book, "a", &diags));
    setenv("TZ", "Asia/Shanghai", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    EXPECT(xlsx_write(&arena, two, book, "a", &diags));
    unsetenv("TZ");
    unsetenv("LC_ALL");
    a = content(one);
    b = content(two);
    EXPECT(a.n > 0 && text_equal(a, b));
    unlink(one);
    unlink(two);
    EXPECT_INT(0, count_files());
}

static void
missing_folder(void)
{
    begin("a folder that is not there");
    EXPECT(!xlsx_write(&arena, in_folder("none/out.xlsx"), given("# a\n"), NULL,
                       &diags));
    EXPECT_TEXT("none/out.xlsx: cannot make the file: No such file or "
                "directory [file-unwritable]\n",
                messages());
    EXPECT_INT(0, count_files());
}

static void
read_only_folder(void)
{
    const uid_t nobody = 65534;
    bool root = geteuid() == 0;

    begin("a folder that one may not write to");
    chmod(folder, 0555);
    if (root && seteuid(nobody) != 0) {
        expect_skip("root may write everywhere");
    } else {
        EXPECT(!xlsx_write(&arena, in_folder("out.xlsx"), given("# a\n"), NULL,
                           &diags));
        EXPECT_TEXT("out.xlsx: cannot make the file: Permission denied "
                    "[file-unwritable]\n",
                    messages());
        EXPECT_INT(0, count_files());
    }
    if (root)
        EXPECT(seteuid(0) == 0);
    chmod(folder, 0755);
}

static void
not_a_file(void)
{
    begin("a folder where the file should be");
    EXPECT(!xlsx_write(&arena, folder, given("# a\n"), NULL, &diags));
    EXPECT_INT(0, count_files());
}

#ifdef XLSXWRITER_INSIDE
#define DISK_FULL DIAG_FILE_UNWRITABLE
#else
#define DISK_FULL DIAG_WRITE_FAILED /* the library cannot say more */
#endif

/* Writes with the files of child processes limited to so many bytes, which
   is what a full disk looks like to the library. */
static void
write_limited(const char *path, rlim_t bytes, bool killed)
{
    struct rlimit old, now;
    const struct book *book = given_book(&arena, 11, true);
    void (*handler)(int) = signal(SIGXFSZ, killed ? SIG_DFL : SIG_IGN);

    diags = (struct diag_list){ .arena = &arena };
    put(path, OLD);
    getrlimit(RLIMIT_FSIZE, &old);
    now = (struct rlimit){ bytes, old.rlim_max };
    setrlimit(RLIMIT_FSIZE, &now);
    EXPECT(!xlsx_write(&arena, path, book, NULL, &diags));
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    if (EXPECT(diags.n == 1))
        EXPECT_INT(DISK_FULL, diags.items[0]->code);
    expect_untouched(path);
}

static void
full_disk(void)
{
    const char *path = in_folder("out.xlsx");

    begin("a disk that fills up is noticed, wherever it does");
    for (rlim_t bytes = 0; bytes < 6000; bytes += 500)
        write_limited(path, bytes, false);
#ifdef XLSXWRITER_INSIDE
    return; /* there is no writing process */
#endif
    begin("a writing process that is killed is noticed");
    write_limited(path, 1000, true);
    EXPECT_TEXT("out.xlsx: the writing process was stopped [write-failed]\n"
                "  File size limit exceeded\n",
                messages());
}

/* The library ends with a crash when memory does; how far it comes with so
   many bytes more than there are now says a file or an error. */
static bool
write_with(struct arena *own, const char *path, const struct book *book,
           rlim_t bytes)
{
    struct rlimit old, now;
    long pages = 0;
    FILE *sizes = fopen("/proc/self/statm", "r");
    bool good;

    if (sizes && fscanf(sizes, "%ld", &pages) != 1)
        pages = 0;
    if (sizes)
        fclose(sizes);
    diags = (struct diag_list){ .arena = own };
    getrlimit(RLIMIT_AS, &old);
    now = (struct rlimit){ (rlim_t)pages * 4096 + bytes, old.rlim_max };
    setrlimit(RLIMIT_AS, &now);
    good = xlsx_write(own, path, book, NULL, &diags);
    setrlimit(RLIMIT_AS, &old);
    return good;
}

static void
no_memory(void)
{
    struct arena own = { 0 }; /* which grows by little */
    const char *path = in_folder("out.xlsx");
    const struct book *book;
    rlim_t bytes = 1 << 20;

    begin("a writing process without memory is noticed");
#if defined(__SANITIZE_ADDRESS__) || defined(XLSXWRITER_INSIDE)
    expect_skip("the sanitizer wants all of it, or there is no such process");
    return;
#endif
    book = given_book(&own, 11, true);
    put(path, OLD);
    for (; !write_with(&own, path, book, bytes) && bytes < 64 << 20;
         bytes += 64 << 10) {
        EXPECT(diags.n == 1 && diags.items[0]->code == DIAG_WRITE_FAILED);
        EXPECT_BYTES(OLD, content(path));
        EXPECT_INT(1, count_files());
    }
    EXPECT(reread(path));
    unlink(path);
    arena_release(&own);
    diags = (struct diag_list){ .arena = &arena };
}

static void
jump(void *context)
{
    longjmp(*(jmp_buf *)context, 1);
}

/* False when the budget did not suffice. */
static bool
write_budget(const char *path, const struct book *book, size_t budget)
{
    jmp_buf back;
    struct arena small
        = { .budget = budget, .exhausted = jump, .context = &back };
    struct diag_list unheard = { .arena = &small };
    volatile bool good = false;

    if (setjmp(back) == 0) {
        good = xlsx_write(&small, path, book, NULL, &unheard);
        EXPECT(good);
    }
    arena_release(&small);
    return good;
}

/* A text that no compression makes small, so that reading it back takes more
   memory than writing it. */
static const struct book *
bulky_book(void)
{
    uint64_t seed = 1;
    const char *sheets = "# s\n";

    for (int row = 1; row <= 8; row++) {
        char *text = arena_alloc(&arena, 30001);

        for (int i = 0; i < 30000; i++)
            text[i] = (char)('!' + given_below(&seed, 64));
        sheets = arena_printf(&arena, "%s%d| x%s\n", sheets, row, text);
    }
    for (char *c = strchr(sheets, '\n'); *c; c++)
        if (strchr("\\{", *c))
            *c = '~';
    return given(sheets);
}

static void
small_budget(void)
{
    const char *path = in_folder("out.xlsx");
    const struct book *book;
    size_t budget = 50000;

    begin("whenever memory is spent, nothing is left behind");
    book = bulky_book();
    put(path, OLD);
    for (; !write_budget(path, book, budget) && budget < 5000000;
         budget += 10000) {
        EXPECT_BYTES(OLD, content(path));
        EXPECT_INT(1, count_files());
    }
    EXPECT(reread(path));
    unlink(path);
    EXPECT_INT(0, count_files());
}

static void
replaces(void)
{
    const char *path = in_folder("out.xlsx");
    struct stat st;

    begin("an old file is replaced and keeps its permissions");
    put(path, OLD);
    chmod(path, 0640);
    EXPECT(xlsx_write(&arena, path, given("# a\n1| b\n"), NULL, &diags));
    EXPECT_TEXT("# a\n1| b\n", reread(path));
    EXPECT(stat(path, &st) == 0);
    EXPECT_INT(0640, st.st_mode & 0777);
    unlink(path);
    EXPECT_INT(0, count_files());
}

/* A test of what is typed, a choice, a list, a name, a lock, the template. */
static void
dressed(void)
{
    static const char *const sheet_has[] = {
        "<dataValidations count=\"3\">",
        "<dataValidation type=\"custom\" allowBlank=\"1\" "
        "showInputMessage=\"1\" showErrorMessage=\"1\" error=\"只填数字\" "
        "promptTitle=\"金额\" prompt=\"单位：万元\" sqref=\"A1:A3\">"
        "<formula1>AND(A1&gt;0,A1&lt;&gt;\"x\")</formula1>",
        "errorStyle=\"warning\"",
        "<formula1>\"优☑ 良□,优□ 良☑\"</formula1>",
        "<formula1>codes.functional</formula1>",
        "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" "
        "formatColumns=\"0\" formatRows=\"0\" insertRows=\"0\" "
        "deleteRows=\"0\"/>",
        "<row r=\"2\" s=\"2\" customFormat=\"1\" ht=\"30\" "
        "customHeight=\"1\"",
        "<row r=\"3\" ht=\"18\" hidden=\"1\" customHeight=\"1\"/>",
        "<row r=\"4\" s=\"2\" customFormat=\"1\"/>",
        "topLeftCell=\"B2\"",
    };
    struct text choices[] = { TEXT("优☑ 良□"), TEXT("优□ 良☑") };
    const char *path = in_folder("out.xlsx");
    struct book *book = gridtext_read(&arena, "given",
                                      TEXT("# 表 1\n1| 项目 | 甲\n"), &diags);
    struct grid *grid = &book->sheets[0];
    struct grid_input inputs[] = { { .span = { 0, 0, 3, 1 },
                                     .kind = INPUT_TEST,
                                     .formula = TEXT("AND(A1>0,A1<>\"x\")"),
                                     .title = TEXT("金额"),
                                     .hint = TEXT("单位：万元"),
                                     .error = TEXT("只填数字") },
                                   { .span = { 0, 1, 1, 2 },
                                     .kind = INPUT_CHOICE,
                                     .choices = choices,
                                     .n_choices = 2 },
                                   { .span = { 4, 1, 6, 2 },
                                     .kind = INPUT_LIST,
                                     .warns = true,
                                     .formula = TEXT("codes.functional") } };
    struct book_name names[]
        = { { TEXT("income.total.total"), 0, { 0, 1, 1, 2 } },
            { TEXT("codes.functional"), 0, { 4, 0, 9, 1 } } };
    struct row_height heights[] = { { .row = 1, .points = 30 },
                                    { .row = 2, .points = 18, .hidden = true },
                                    { .row = 3 } };
    struct cell_style open = { .format = TEXT("General"), .unlocked = true };
    struct xlsx_edit *edit = NULL;
    struct text bytes;

    begin("what is typed, names, the lock and the template");
    grid->inputs = inputs;
    grid->n_inputs = ARRAY_LEN(inputs);
    grid->locked = grid->grows = true;
    grid->freeze_rows = grid->freeze_cols = 1;
    grid->repeat_end = grid->repeat_cols = 1;
    heights[0].style = heights[2].style
        = (uint16_t)book_style(&arena, book, open);
    grid->heights = heights;
    grid->n_heights = ARRAY_LEN(heights);
    book->names = names;
    book->n_names = ARRAY_LEN(names);
    book->template_id = TEXT("hubei-2022");
    book->drawn_by = TEXT("1");
    book->department = TEXT("某县\"教育\"局 & <甲>");
    book->year = 2022;
    if (EXPECT(xlsx_write(&arena, path, book, NULL, &diags))
        && EXPECT(file_read(&arena, path, 1 << 20, &bytes, &diags)))
        edit = xlsx_edit_open(&arena, path, bytes, &diags);
    if (!EXPECT(edit))
        return;
    EXPECT_BYTES("hubei-2022", edit->book->template_id);
    EXPECT_BYTES("某县\"教育\"局 & <甲>", edit->book->department);
    EXPECT_INT(2022, edit->book->year);
    bytes = xlsx_edit_bytes(edit, xlsx_edit_sheet(edit, 0));
    for (int i = 0; i < ARRAY_LEN(sheet_has); i++) {
        if (text_find(bytes, text_of(sheet_has[i]), 0) < 0)
            EXPECT_BYTES(sheet_has[i], bytes);
    }
    bytes = xlsx_edit_bytes(edit, edit->workbook);
    EXPECT(text_find(bytes,
                     TEXT("<definedName name=\"income.total.total\">'表 "
                          "1'!$B$1</definedName>"),
                     0)
           > 0);
    EXPECT(text_find(bytes, TEXT("'表 1'!$A$5:$A$9</definedName>"), 0) > 0);
    EXPECT(text_find(bytes, TEXT("'表 1'!$A:$A,'表 1'!$1:$1</definedName>"), 0)
           > 0);
    unlink(path);
}

/* Of three bytes each; the library's own list has room for 255 bytes. */
static void
long_choices(void)
{
    const char *path = in_folder("out.xlsx");
    struct book *book
        = gridtext_read(&arena, "given", TEXT("# s\n1| a\n"), &diags);
    struct grid_input input
        = { .span = { 0, 0, 1, 1 }, .kind = INPUT_CHOICE, .n_choices = 9 };

    begin("choices of 255 characters");
    input.choices = ARENA_ARRAY(&arena, struct text, 9);
    for (int i = 0; i < 9; i++)
        input.choices[i]
            = TEXT("一二三四五六七八九十一二三四五六七八九十一二三四五六七");
    book->sheets[0].inputs = &input;
    book->sheets[0].n_inputs = 1;
    EXPECT(xlsx_write(&arena, path, book, NULL, &diags));
    unlink(path);
}

int
main(void)
{
    if (!mkdtemp(folder))
        return 1;
    for (int i = 0; i < ARRAY_LEN(written); i++)
        run_written(&written[i]);
    for (int i = 0; i < ARRAY_LEN(refused); i++)
        run_refused(&refused[i]);
    long_text();
    very_hidden();
    live_formulas();
    dressed();
    long_choices();
    begin("what is written reads back as it was");
    for (uint64_t seed = 0; seed < RANDOM_BOOKS; seed++)
        law(seed);
    same_bytes();
    missing_folder();
    read_only_folder();
    not_a_file();
    full_disk();
    no_memory();
    small_budget();
    replaces();
    rmdir(folder);
    arena_release(&arena);
    return expect_finish();
}
