#include <config.h>

#include "core/json.h"

#include <string.h>
#include "core/amount.h"
#include "core/sixteen.h"
#include "core/text.h"
#include "core/text_plain.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

void json_init(struct json *j, struct bytes *out)
{
	*j = (struct json){ .out = out, .is_first = true };
}

static void begin_value(struct json *j)
{
	if (!j->is_first)
		bytes_add_char(j->out, ',');
	j->is_first = false;
}

static void begin_nest(struct json *j, char sign)
{
	begin_value(j);
	bytes_add_char(j->out, sign);
	j->is_first = true;
}

static void end_nest(struct json *j, char sign)
{
	bytes_add_char(j->out, sign);
	j->is_first = false;
}

void json_object_begin(struct json *j)
{
	begin_nest(j, '{');
}

void json_object_end(struct json *j)
{
	end_nest(j, '}');
}

void json_array_begin(struct json *j)
{
	begin_nest(j, '[');
}

void json_array_end(struct json *j)
{
	end_nest(j, ']');
}

void json_key(struct json *j, const char *key)
{
	begin_value(j);
	bytes_add_char(j->out, '"');
	bytes_add_str(j->out, key);
	bytes_add_str(j->out, "\":");
	j->is_first = true;
}

/* The letter behind the backslash of a short escape, or 0. */
static char short_escape(uint32_t code)
{
	switch (code) {
	case '"':
	case '\\':
		return (char)code;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return 0;
	}
}

static bool needs_escape(uint32_t code)
{
	return code < 0x20 || code == '"' || code == '\\' ||
	       text_is_hidden(code);
}

static void add_escape(struct bytes *out, uint32_t code)
{
	char letter = short_escape(code);

	if (letter) {
		bytes_add_char(out, '\\');
		bytes_add_char(out, letter);
		return;
	}
	/* beyond U+FFFF by two surrogates */
	if (code > 0xFFFF) {
		code -= 0x10000;
		bytes_printf(out, "\\u%04x", 0xD800 | (unsigned)code >> 10);
		code = 0xDC00 | (code & 0x3FF);
	}
	bytes_printf(out, "\\u%04x", (unsigned)code);
}

/* Bytes before the first sign that shows and is escaped all the same. */
static size_t unquoted(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i += SIXTEEN) {
		sixteen block = n - i < SIXTEEN ? sixteen_part(s + i, n - i)
						: sixteen_at(s + i);
		uint64_t found = sixteen_mask(
			(sixteen)((block == '"') | (block == '\\')));

		if (found)
			return i + sixteen_take(&found);
	}
	return n;
}

/* Bytes of what is unquoted() that are written as they stand. */
static size_t plain_run(const char *s, size_t n)
{
	size_t i = 0, len;
	uint32_t code;

	for (; i < n; i += len) {
		i += text_plain_run(s + i, n - i);
		len = text_decode(s + i, n - i, &code);
		if (!len || needs_escape(code))
			break;
	}
	return i;
}

void json_text(struct json *j, const char *s, size_t n)
{
	uint32_t code;
	size_t end = 0; /* the next sign that is not unquoted() */

	begin_value(j);
	bytes_add_char(j->out, '"');
	for (size_t i = 0; i < n;) {
		size_t run, len;

		if (i >= end)
			end = i + unquoted(s + i, n - i);
		run = plain_run(s + i, end - i);
		bytes_add(j->out, s + i, run);
		i += run;
		if (i == n)
			break;
		len = text_decode(s + i, n - i, &code);
		if (len)
			add_escape(j->out, code);
		else
			bytes_add_str(j->out, REPLACEMENT);
		i += len ? len : 1;
	}
	bytes_add_char(j->out, '"');
}

void json_text_or_null(struct json *j, const char *s)
{
	if (s && *s)
		json_text(j, s, strlen(s));
	else
		json_null(j);
}

void json_count(struct json *j, size_t n)
{
	begin_value(j);
	bytes_add_number(j->out, n);
}

void json_count_or_null(struct json *j, size_t n)
{
	if (n > 0)
		json_count(j, n);
	else
		json_null(j);
}

void json_decimal(struct json *j, int64_t millionths)
{
	begin_value(j);
	amount_print(j->out, millionths, 0);
}

void json_truth(struct json *j, bool truth)
{
	begin_value(j);
	bytes_add_str(j->out, truth ? "true" : "false");
}

void json_null(struct json *j)
{
	begin_value(j);
	bytes_add_str(j->out, "null");
}

/* ---- members ---- */

void json_member(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text_or_null(j, text);
}

void json_count_member(struct json *j, const char *key, size_t n)
{
	json_key(j, key);
	json_count(j, n);
}

void json_place_member(struct json *j, const char *key, size_t n)
{
	json_key(j, key);
	json_count_or_null(j, n);
}

void json_truth_member(struct json *j, const char *key, bool truth)
{
	json_key(j, key);
	json_truth(j, truth);
}

void json_object_member(struct json *j, const char *key)
{
	json_key(j, key);
	json_object_begin(j);
}

void json_array_member(struct json *j, const char *key)
{
	json_key(j, key);
	json_array_begin(j);
}
