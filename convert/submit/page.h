/*
 * page.h - pages of HTML: texts that stay texts.
 *
 * What comes from a workbook goes through page_text(): nothing of it can
 * become markup, in an element or in an attribute; characters that XML cannot
 * hold, other controls, and those that turn the direction of what follows, are
 * U+FFFD.  page_bdi() keeps what is written from right to left from turning what
 * stands around it.  Elements are written so
 * that the page is well-formed XML, too.
 *
 * Memory   None but of the arena, for a message.
 * Errors   None; an error of the stream is seen by whoever closes it.
 */
#ifndef SUBMIT_PAGE_H
#define SUBMIT_PAGE_H

#include <stdio.h>

#include "base/language.h"
#include "base/text.h"

/* Letters of a text that are shown; of more it is said how many there are. */
#define PAGE_LETTERS 400

struct page {
    FILE *out;
    struct arena *arena;
    enum language language;
};

/* All of it, for elements and attributes in double quotes. */
void page_text(FILE *out, struct text t);
/* Apart from what stands around it, and cut visibly. */
void page_bdi(const struct page *page, struct text t);
/* A text of ours. */
LANGUAGE_TEXT(2)
const char *page_say(const struct page *page, const char *english);
LANGUAGE_FORMAT(2, 3)
void page_put(const struct page *page, const char *english, ...);
/* Of a path below the folder of the page, as a link writes it. */
void page_link(FILE *out, struct text path);

/* <!DOCTYPE html> to <body>. */
void page_open(const struct page *page, struct text title, const char *style);
void page_close(const struct page *page);

#endif
