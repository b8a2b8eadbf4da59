#include <config.h>

#include "core/json.h"

#include <string.h>
#include "core/amount.h"
#include "core/text.h"

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
	bytes_printf(j->out, "\"%s\":", key);
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
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
	       code == 0x2029;
}

static void add_code(struct bytes *out, const char *s, size_t len,
		     uint32_t code)
{
	char letter = short_escape(code);

	if (letter) {
		bytes_add_char(out, '\\');
		bytes_add_char(out, letter);
	} else if (needs_escape(code)) {
		bytes_printf(out, "\\u%04x", (unsigned)code);
	} else {
		bytes_add(out, s, len);
	}
}

void json_text(struct json *j, const char *s, size_t n)
{
	uint32_t code;

	begin_value(j);
	bytes_add_char(j->out, '"');
	while (n) {
		size_t len = text_decode(s, n, &code);

		if (len) {
			add_code(j->out, s, len, code);
		} else {
			bytes_add_str(j->out, REPLACEMENT);
			len = 1;
		}
		s += len;
		n -= len;
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
	bytes_printf(j->out, "%zu", n);
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
