/*
 * cell_words: cells and rows on a line of text, wherever differences are told
 * of, in the user's language.
 */
#ifndef LOCALE_CELL_WORDS_H
#define LOCALE_CELL_WORDS_H

#include "core/record.h"

/* 财政拨款, or 指标值 第3行(科普活动场次). `record` is where the place is. */
void cell_words_place(struct bytes *out, const struct record *record,
		      struct place);
/* 指标 第3行 */
void cell_words_row(struct bytes *out, const struct definition *, int table,
		    long row);
/* The filled cells of a row, whole: 一级指标：产出指标 | 指标值：≥3次 */
void cell_words_cells(struct bytes *out, const struct record *, int table,
		      long row);
/* A cell's text, or (空). */
void cell_words_text(struct bytes *out, const char *text);

#endif
