// use.cpp - the same header in C++: a count, and a workbook there and back.
#include <juesuan.h>

#include <cstdio>
#include <memory>

using Result = std::unique_ptr<juesuan_result, decltype(&juesuan_free)>;

int
main(int, char **argv)
{
    std::unique_ptr<juesuan, decltype(&juesuan_close)> j(juesuan_open(nullptr),
                                                         juesuan_close);
    juesuan_file file = { argv[1], nullptr, 0 };
    juesuan_options to = JUESUAN_OPTIONS_NEW, back = JUESUAN_OPTIONS_NEW;
    Result filing(juesuan_check(j.get(), &file, nullptr), juesuan_free);
    juesuan_cursor at = JUESUAN_FIRST;
    juesuan_fact fact;
    int n = 0;

    while (juesuan_next_fact(filing.get(), &at, &fact))
        n++;
    to.template_id = argv[2];
    to.keep = 1;
    Result there(juesuan_migrate(j.get(), &file, &to), juesuan_free);
    juesuan_file made = { "there.xlsx", nullptr, 0 },
                 kept = { "kept.json", nullptr, 0 };
    made.bytes = juesuan_bytes(there.get(), &made.n_bytes);
    kept.bytes = juesuan_kept(there.get(), &kept.n_bytes);
    back.template_id = juesuan_template(filing.get());
    back.kept = &kept;
    Result again(juesuan_migrate(j.get(), &made, &back), juesuan_free);
    juesuan_file last = { "again.xlsx", nullptr, 0 };
    last.bytes = juesuan_bytes(again.get(), &last.n_bytes);
    Result read(juesuan_import(j.get(), &last, nullptr), juesuan_free);
    juesuan_cursor from = JUESUAN_FIRST;
    int m = 0;

    while (juesuan_next_fact(read.get(), &from, &fact))
        m++;
    std::printf("%d facts, %d again, status %d %d\n", n, m,
                juesuan_status(there.get()), juesuan_status(again.get()));
    return n == m && n > 0 ? 0 : 1;
}
