/* sqlite_test.c - rows put into SQLite: what was given is what is there. */
#include "store/database.h"

#include "base/bytes.h"
#include "support/expect.h"

#define MANY 150 /* more rows than two of its statements take */

static const struct sqlite_case {
    const char *name, *lines;
    const char *want; /* NULL: refused */
} cases[] = {
    { "numbers", "-20\tb\n1\ta\n", "-20 b|1 a|" },
    { "the largest and the least",
      "9223372036854775807\ta\n-9223372036854775808\tb\n",
      "-9223372036854775808 b|9223372036854775807 a|" },
    { "19 digits", "1000000000000000001\ta\n", "1000000000000000001 a|" },
    { "none", "\\N\ta\n", "- a|" },
    { "escapes", "1\ta\\tb\\\\c\\nd\n", "1 a\tb\\c\nd|" },
    { "a text of digits", "1\t007\n", "1 007|" },
    { "a fraction", "1.5\ta\n", NULL },
    { "a word", "12a\ta\n", NULL },
    { "a sign", "-\ta\n", NULL },
    { "two signs", "--1\ta\n", NULL },
    { "more than there is", "9223372036854775808\ta\n", NULL },
};

static const char *
show_rows(struct arena *arena, struct database *database)
{
    static const char sql[] = "SELECT n, word FROM t ORDER BY n, word";
    const struct database_statement all = { .sql = sql };
    struct diag_list diags = diag_none(arena);
    struct bytes shown = { .arena = arena };
    struct database_rows rows;

    if (!sqlite_kind.query(database, arena, &all, &rows, &diags))
        return "no rows";
    for (int i = 0; i < rows.n; i++) {
        bytes_add(&shown, rows.cells[2 * i].at ? rows.cells[2 * i] : TEXT("-"));
        bytes_char(&shown, ' ');
        bytes_add(&shown, rows.cells[2 * i + 1]);
        bytes_char(&shown, '|');
    }
    return text_zero(arena, bytes_text(&shown));
}

static bool
given_table(struct arena *arena, struct database *database)
{
    struct diag_list diags = diag_none(arena);

    *database = (struct database){ .kind = &sqlite_kind, .arena = arena };
    return sqlite_kind.open(database, ":memory:", false, &diags)
           && sqlite_kind.run(database,
                              "CREATE TABLE t (n INTEGER, word TEXT) STRICT",
                              &diags);
}

static void
run_case(const struct sqlite_case *c)
{
    struct arena arena = { 0 };
    struct diag_list diags = diag_none(&arena);
    struct database database;

    expect_begin(c->name);
    EXPECT(given_table(&arena, &database));
    EXPECT(sqlite_kind.copy(&database, "t", text_of(c->lines), &diags)
           == (c->want != NULL));
    EXPECT_TEXT(c->want ? c->want : "", show_rows(&arena, &database));
    sqlite_kind.close(&database);
    arena_release(&arena);
}

static void
run_many(void)
{
    struct arena arena = { 0 };
    struct diag_list diags = diag_none(&arena);
    struct bytes lines = { .arena = &arena }, want = { .arena = &arena };
    struct database database;

    expect_begin("many rows");
    for (int i = 0; i < MANY; i++) {
        bytes_printf(&lines, "%d\tword %d\n", i, i);
        bytes_printf(&want, "%d word %d|", i, i);
    }
    EXPECT(given_table(&arena, &database));
    EXPECT(sqlite_kind.copy(&database, "t", bytes_text(&lines), &diags));
    EXPECT_TEXT(text_zero(&arena, bytes_text(&want)),
                show_rows(&arena, &database));
    sqlite_kind.close(&database);
    arena_release(&arena);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    run_many();
    return expect_finish();
}
