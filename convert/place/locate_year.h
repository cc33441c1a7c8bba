/*
 * locate_year.h - the years that texts say: 2023年度, （2023）, 二〇二三年.
 *
 * Units    Texts are folded; a year is a number from 1949 to 2100, 0 for none.
 * Memory   None is taken.
 */
#ifndef PLACE_LOCATE_YEAR_H
#define PLACE_LOCATE_YEAR_H

#include "base/text.h"

/* A year that is all of the text, 2023年度 or (2023年) or 年度:2023. */
int locate_year_alone(struct text folded);
/* The same without a label before it; 'bare': 年 need not be behind it. */
int locate_year_whole(struct text t, bool bare);
/* The first year in a text. */
int locate_year_any(struct text folded);

/* The four digits, or the year with 年 or 年度, that a text ends with, and
   their bytes. */
int locate_year_of_end(struct text t, size_t *bytes);
int locate_year_worded(struct text t, size_t *bytes);

/* Do the words end in 年度 or 年份, so that what is behind them is a year? */
bool locate_year_is_label(struct text label);
/* 2023年8月5日, 2023-12-31 */
bool locate_year_is_date(struct text t);
/* (2023) and [2023] without the brackets. */
struct text locate_year_sans_brackets(struct text t);

#endif
