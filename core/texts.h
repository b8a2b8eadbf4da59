/*
 * texts: each distinct text once. Equal texts have equal addresses, so they are
 * compared by address and what was found out about one is found again by its
 * number. The texts of a form's cells live here: a text never changes and never
 * dies before its set, so a `const char *` to it needs no owner.
 */
#ifndef CORE_TEXTS_H
#define CORE_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct texts;

/* What stands before a text's first byte; asked for by the functions below. */
struct text_head {
	uint32_t number;
	uint32_t is_plain : 1;
	uint32_t is_clean : 1;
	uint32_t came_again : 1; /* it was added more than once */
	uint32_t len : 29;
};

static inline const struct text_head *text_head(const char *text)
{
	return (const struct text_head *)(const void *)text - 1;
}

/* The empty text of every set: number 0. */
extern const char *const texts_blank;

struct texts *texts_new(void);
void texts_free(struct texts *);
/* Forgets them all: no text that it gave may be used any more. */
void texts_clear(struct texts *);
/* Of many files most texts come but once and others in every second file.
   Forgets the former; the latter last from now on. Of the texts that it gave
   before only those that lasted already may be used any more. */
void texts_trim(struct texts *);
/* A text of the set's lasts as if it had come again. */
void texts_keep(const char *);
/* The highest number of a text that lasts; their numbers stay what they are. */
unsigned texts_lasting(const struct texts *);
/* Nothing is added any more: what finds a text again is given back, and the
   texts stay. */
void texts_seal(struct texts *);
/* The set's own copy, NUL-terminated; `s` holds no NUL. */
const char *texts_add(struct texts *, const char *s, size_t len_bytes);
const char *texts_add_str(struct texts *, const char *s);
/* The same of what is released by that. */
struct bytes;
const char *texts_take(struct texts *, struct bytes *);
/* Number and length of a text that a set gave. */
static inline unsigned text_number(const char *text)
{
	return text_head(text)->number;
}
static inline size_t text_length(const char *text)
{
	return text_head(text)->len;
}
/* Folding its width would leave it as it is (core/text.h). */
static inline bool text_is_plain(const char *text)
{
	return text_head(text)->is_plain;
}
/* It is UTF-8, with no control character but tab, CR and LF. */
static inline bool text_was_clean(const char *text)
{
	return text_head(text)->is_clean;
}
static inline bool text_came_again(const char *text)
{
	return text_head(text)->came_again;
}
/* Bytes of the texts that last, and of those that came since: whoever keeps a
   set over many files looks at them. */
size_t texts_lasting_size(const struct texts *);
size_t texts_passing_size(const struct texts *);
/* For assertions: is this one of the set's own? */
bool texts_has(const struct texts *, const char *text);

#endif
