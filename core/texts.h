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

struct texts;

/* The empty text of every set: number 0. */
extern const char *const texts_blank;

struct texts *texts_new(void);
void texts_free(struct texts *);
/* Forgets them all: no text that it gave may be used any more. */
void texts_clear(struct texts *);
/* The set's own copy, NUL-terminated; `s` holds no NUL. */
const char *texts_add(struct texts *, const char *s, size_t len_bytes);
const char *texts_add_str(struct texts *, const char *s);
/* Number and length of a text that a set gave. */
unsigned text_number(const char *text);
size_t text_length(const char *text);
/* Folding its width would leave it as it is (core/text.h). */
bool text_is_plain(const char *text);
/* Bytes that the set holds: whoever keeps one over many files looks at it. */
size_t texts_size(const struct texts *);
/* For assertions: is this one of the set's own? */
bool texts_has(const struct texts *, const char *text);

#endif
