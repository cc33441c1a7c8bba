/*
 * kind.h - what a file is, by its content, that is not an .xlsx workbook, and
 * what to do with it.
 *
 * Names of files are not looked at: a web page or an old workbook is often
 * called .xlsx.  One table says what each kind is called and what the owner of
 * such a file can do.
 *
 * Memory   Kinds are constants, but for those of archives, whose words live in
 *          the arena.
 * Errors   not-zip, old-xls, encrypted, not-xlsx: each kind has one of them.
 */
#ifndef BOOK_KIND_H
#define BOOK_KIND_H

#include "base/diag.h"

struct zip;

struct kind {
    enum diag_code code;
    const char *what; /* "a PDF", after "the file is" */
    const char *hint; /* an action */
};

/* Of a file that is no zip container. */
struct kind kind_of_bytes(struct text bytes);
/* Of a zip container that holds no .xlsx workbook. */
struct kind kind_of_zip(const struct diag_list *diags, const struct zip *zip);
struct kind kind_encrypted(void);
/* Of a container that holds workbooks, 'name' for one. */
struct kind kind_of_archive(const struct diag_list *diags, struct text name);
/* May the file, or its first bytes, be a text that holds a model? */
bool kind_is_plain(struct text bytes);
/* Does a workbook have such a name? */
bool kind_is_book_name(struct text name);

/* Reports it; false. */
bool kind_refuse(const char *file, struct kind kind, struct diag_list *diags);

#endif
