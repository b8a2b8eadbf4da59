/*
 * list_item: the numbers that paragraphs and clauses of an official text begin
 * with, as clerks write them: 一、 （一） 第一， 一是 1. 1、 1） （1） ① ⑴ ⒈.
 * It knows what is before it and how the next one looks; it changes nothing.
 */
#ifndef CORE_LIST_ITEM_H
#define CORE_LIST_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

/* How the number itself is written. */
enum item_digits {
	ITEM_ARABIC,
	ITEM_WIDE, /* full-width */
	ITEM_CHINESE,
	ITEM_CIRCLED,	/* ① up to 50 */
	ITEM_BRACKETED, /* ⑴ up to 20 */
	ITEM_DOTTED,	/* ⒈ up to 20 */
};

/* A mark at the beginning of something: （一） has the number behind its first
   character and before its last one. Bytes. */
struct list_item {
	size_t len; /* of the mark, blanks behind it included */
	size_t number_at, number_len;
	enum item_digits digits;
	int number;
	/* 0: the main headings 一、; deeper ones are more: （一） 1. （1） ① */
	int level;
};

/* Does a mark stand at s? */
bool list_item_read(const char *s, size_t n, struct list_item *);
/* The number as this mark would write it; false and nothing added if it
   can't. */
bool list_item_print_number(struct bytes *out, const struct list_item *,
			    int number);
/* Two marks that differ in their numbers only. */
bool list_item_alike(const char *a, const struct list_item *, const char *b,
		     const struct list_item *);

/*
 * The next place behind `from` where one stands: at the beginning of a
 * paragraph, behind its blanks, or behind 。 ；or the like within it. False if
 * there is none before n.
 */
bool list_item_next(const char *s, size_t n, size_t from, size_t *at,
		    struct list_item *);
/* Blanks of both widths, tabs. */
size_t list_item_blanks(const char *s, size_t n);

#endif
