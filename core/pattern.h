/*
 * pattern: regular expressions with limits. The only file with <pcre2.h>.
 *
 * Compiled with UTF, DUPNAMES and DOLLAR_ENDONLY, without UCP. A match that
 * reaches its limit (50,000 steps, 8 MB) gives up: it does not match, and
 * pattern_gave_up() tells that from a plain no.
 */
#ifndef CORE_PATTERN_H
#define CORE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include "core/bytes.h"

struct pattern;

/* NULL if it doesn't compile: *error gets PCRE2's words, *at the byte offset.
   A full-width sign is refused too, for what is matched has been folded: then
   *error stays empty. */
struct pattern *pattern_new(const char *source, size_t n, struct bytes *error,
			    size_t *at);
void pattern_free(struct pattern *);

/* `s` must be valid UTF-8. */
bool pattern_match(struct pattern *, const char *s, size_t n);
/* The first match that begins at this byte or behind it. */
bool pattern_match_from(struct pattern *, const char *s, size_t n, size_t from);
/* Whether the last match reached its limit, so that its no means nothing. */
bool pattern_gave_up(const struct pattern *);
/* A named group of the last successful match; with several groups of one name,
   the one that took part. False if none did. Borrowed from the subject; the
   name is borrowed for as long as the pattern lasts. */
bool pattern_group(struct pattern *, const char *name, const char **s,
		   size_t *n);
bool pattern_has_group(const struct pattern *, const char *name);
const char *pattern_source(const struct pattern *, size_t *n);
/* Nobody will ask for that any more. */
void pattern_drop_source(struct pattern *);
/* It may never be matched: what it was compiled to goes, and is made out of its
   source again if it is. */
void pattern_drop_code(struct pattern *);
/* The span of the whole last match. */
void pattern_span(const struct pattern *, size_t *start, size_t *len);

/* "10.42 2022-12-11", for --version. */
void pattern_version(struct bytes *out);

#endif
