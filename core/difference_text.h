/*
 * difference_text: what two versions of one text differ in, by phrase.
 *
 * The smallest thing that differs is a visible character, or a number or a word
 * of ASCII as a whole. One character that stayed the same between two changes
 * is taken into them. Texts that have hardly anything in common, or more than
 * can be compared soon, come out as one text removed and one added.
 *
 * The parts that are the same and those removed, one after the other, are the
 * old text; those that are the same and those added are the new one.
 */
#ifndef CORE_DIFFERENCE_TEXT_H
#define CORE_DIFFERENCE_TEXT_H

#include <stddef.h>

enum text_part_kind { TEXT_SAME, TEXT_REMOVED, TEXT_ADDED };

/* Borrowed from the old text where it was removed, else from the new one. */
struct text_part {
	enum text_part_kind kind;
	const char *s;
	size_t n; /* bytes, never 0 */
};

struct text_parts {
	struct text_part *items;
	size_t n, cap;
};

/* Of two changes at one place the removed text comes first. */
void text_parts_find(struct text_parts *, const char *old, const char *new);
/* The same of larger pieces: of the one that begins at byte `at` the end. They
   stay or go as a whole, however little they have in common. */
typedef size_t text_piece_end(const char *s, size_t n, size_t at);
void text_parts_find_pieces(struct text_parts *, const char *old,
			    const char *new, text_piece_end *);
void text_parts_release(struct text_parts *);
/* Of the i-th part, which stayed the same, what stands near to the changes
   beside it: bytes [0, *head) and [*tail, n). What is between, if anything, is
   more than a mark "…" for it would take. */
void text_part_near(const struct text_parts *, size_t i, size_t *head,
		    size_t *tail);

#endif
