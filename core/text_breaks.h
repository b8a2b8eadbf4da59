/*
 * text_breaks: where a line of text may end. UAX #14 (libunistring) as far as
 * words, numbers and spaces go; over it what GB/T 15834-2011 (5.1) asks of
 * Chinese punctuation: no line begins with a closing mark, a joining line (～,
 * a single —), a middle dot or a slash, none ends with an opening mark or a
 * slash, —— and …… are whole. UAX #14 takes “ and ” for one and the same sign;
 * here the one opens and the other closes.
 */
#ifndef CORE_TEXT_BREAKS_H
#define CORE_TEXT_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

/* One paragraph of a text. It is looked at where it is asked about, so that a
   long one need not be read from its beginning. */
struct text_breaks {
	const char *s;
	size_t start, end; /* of the paragraph */
	size_t from, to;   /* what is known: behind `from`, before `to` */
	char *known;
	size_t cap;
};

void text_breaks_init(struct text_breaks *, const char *s);
void text_breaks_release(struct text_breaks *);
/* Of another paragraph of the text. */
void text_breaks_set(struct text_breaks *, size_t start, size_t end);
/* May a line end before byte i, the first of a character, not the paragraph's
   first? */
bool text_breaks_at(struct text_breaks *, size_t i);
/* Whether what may be broken behind byte i doesn't depend on anything before
   it: a Han character stands there. */
bool text_breaks_afresh(const char *s, size_t n, size_t i);

#endif
