/*
 * json: writes JSON (RFC 8259) into bytes, one value after the other; commas
 * come by themselves. For writing only. The caller keeps the nesting right: a
 * key before each value of an object, an end for each begin.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"

struct json {
	struct bytes *out; /* borrowed */
	bool is_first;	   /* no comma before the next value */
};

void json_init(struct json *, struct bytes *out);

void json_object_begin(struct json *);
void json_object_end(struct json *);
void json_array_begin(struct json *);
void json_array_end(struct json *);
/* ASCII without signs that need escaping: "number2". */
void json_key(struct json *, const char *key);

/*
 * A text. Bytes that are not UTF-8 become U+FFFD; what text_is_hidden() and
 * line ends are escaped, so that a value is one line and harms no terminal.
 */
void json_text(struct json *, const char *s, size_t n);
/* The same of a whole string; null for NULL and for an empty one. */
void json_text_or_null(struct json *, const char *s);
void json_count(struct json *, size_t);
/* null for 0, where that means none: a line, a row. */
void json_count_or_null(struct json *, size_t);
/* An exact decimal of millionths (core/amount.h): 28.4, never an exponent. */
void json_decimal(struct json *, int64_t millionths);
void json_truth(struct json *, bool);
void json_null(struct json *);

/* A key and its value: a text, null for NULL and for an empty one; … */
void json_member(struct json *, const char *key, const char *text);
/* … a count, also of 0; a line, row or column, null for 0; a truth; … */
void json_count_member(struct json *, const char *key, size_t n);
void json_place_member(struct json *, const char *key, size_t n);
void json_truth_member(struct json *, const char *key, bool);
/* … or an object or array, which begins. */
void json_object_member(struct json *, const char *key);
void json_array_member(struct json *, const char *key);

#endif
