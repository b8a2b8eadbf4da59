/*
 * charset: a terminal's own charset, where that isn't UTF-8: what is shown goes
 * out in it, and what is typed comes in by it, through iconv(3). Columns stay
 * what they are: a character that the charset lacks is as many "?" as it is
 * columns wide.
 */
#ifndef CORE_CHARSET_H
#define CORE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

struct charset;

/* By its name in the user's locale; NULL where iconv doesn't know it. What is
   shown on a GB18030 terminal is GBK's part of it: few can do more. */
struct charset *charset_new(const char *name);
void charset_free(struct charset *);
/* Has it all characters of the text? */
bool charset_has(struct charset *, const char *text);
/* Adds the text as the terminal gets it. Escape sequences go through as they
   are. */
void charset_encode(struct charset *, const char *text, size_t n,
		    struct bytes *out);
/* Adds what was typed, as UTF-8: at most three bytes for each, and for each of
   CHARSET_HELD. The beginning of a character is held back until its rest comes;
   a broken byte becomes U+FFFD. */
enum { CHARSET_HELD = 4 };
void charset_decode(struct charset *, const char *typed, size_t n,
		    struct bytes *out);

#endif
