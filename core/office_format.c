#include <config.h>
#include "core/office_format.h"

#include <string.h>
#include <strings.h>

/* Bytes of the character at s. */
static size_t character(const char *s, size_t n)
{
	size_t len = 1;

	while (len < n && ((unsigned char)s[len] & 0xc0) == 0x80)
		len++;
	return len;
}

/* Bytes up to and with the sign that closes what begins at s, or all. */
static size_t up_to(const char *s, size_t n, char close)
{
	const char *end = n > 1 ? memchr(s + 1, close, n - 1) : NULL;

	return end ? (size_t)(end + 1 - s) : n;
}

/* What begins at s, in bytes, as one token. */
static size_t token_length(const char *s, size_t n)
{
	switch (*s) {
	case '"':
		return up_to(s, n, '"');
	case '[':
		return up_to(s, n, ']');
	case '\\':
	case '!': /* of a Chinese Excel */
	case '_':
	case '*':
		return n > 1 ? 1 + character(s + 1, n - 1) : 1;
	default:
		return character(s, n);
	}
}

static bool is_elapsed(const char *s, size_t n)
{
	size_t same = 1;

	if (n < 3 || !strchr("hmsHMS", s[1]))
		return false;
	while (same < n - 1 && s[same] == s[1])
		same++;
	return same == n - 1;
}

/* [$¥-804] shows its ¥. */
static void take_bracket(struct format_token *t, const char *s, size_t n)
{
	size_t len = 0;

	*t = (struct format_token){ .kind = FORMAT_LITERAL, .text = s };
	if (is_elapsed(s, n)) {
		*t = (struct format_token){ FORMAT_ELAPSED, s + 1, n - 2 };
	} else if (n > 2 && s[1] == '$') {
		while (2 + len < n && s[2 + len] != '-' && s[2 + len] != ']')
			len++;
		*t = (struct format_token){ FORMAT_LITERAL, s + 2, len };
	}
}

static void take(struct format_token *t, const char *s, size_t n)
{
	static const char signs[] = "0#?.,%eEyYmMdDhHsSaAgGbB/@";
	bool is_closed = n > 1 && s[n - 1] == '"';

	*t = (struct format_token){ FORMAT_LITERAL, s, n };
	if (*s == '[')
		take_bracket(t, s, n);
	else if (*s == '"')
		*t = (struct format_token){ FORMAT_LITERAL, s + 1,
					    n - 1 - is_closed };
	else if (*s == '\\' || *s == '!')
		*t = (struct format_token){ FORMAT_LITERAL, s + 1, n - 1 };
	else if (*s == '_' || *s == '*')
		t->n = 0;
	else if (n == 1 && strchr(signs, *s))
		t->kind = FORMAT_SIGN;
}

/* What stands for morning and afternoon, as one sign. */
static size_t half_day(const char *s, size_t n)
{
	static const char *const words[] = { "AM/PM", "A/P", "上午/下午" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);

		if (n >= len && !strncasecmp(s, words[i], len))
			return len;
	}
	return 0;
}

bool format_next(const char **s, size_t *n, struct format_token *t)
{
	size_t len;

	if (*n == 0)
		return false;
	len = half_day(*s, *n);
	if (len > 0) {
		*t = (struct format_token){ FORMAT_SIGN, *s, len };
	} else {
		len = token_length(*s, *n);
		take(t, *s, len);
	}
	*s += len;
	*n -= len;
	return true;
}

/* ---- sections ---- */

/* Bytes of the section at s. */
static size_t section_length(const char *s)
{
	size_t n = strlen(s), at = 0;

	while (at < n && s[at] != ';')
		at += token_length(s + at, n - at);
	return at;
}

static bool is_date(const char *s, size_t n)
{
	struct format_token t;

	while (format_next(&s, &n, &t))
		if (t.kind == FORMAT_ELAPSED ||
		    (t.kind == FORMAT_SIGN && t.n == 1 &&
		     strchr("yYmMdDhHsSaA", *t.text)))
			return true;
	return false;
}

static const char *find_general(const char *s, size_t n)
{
	for (; n >= GENERAL_BYTES; s++, n--)
		if (!strncasecmp(s, "General", GENERAL_BYTES))
			return s;
	return NULL;
}

/* The long date and the time as Windows is set to show them, in China. */
static void show_by_system(struct format_section *section)
{
	static const struct {
		const char *mark, *format;
	} formats[] = {
		{ "[$-F800]", "yyyy\"年\"m\"月\"d\"日\"" },
		{ "[$-x-sysdate]", "yyyy\"年\"m\"月\"d\"日\"" },
		{ "[$-F400]", "h:mm:ss" },
		{ "[$-x-systime]", "h:mm:ss" },
	};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		size_t n = strlen(formats[i].mark);

		if (section->n >= n &&
		    !strncasecmp(section->text, formats[i].mark, n)) {
			section->text = formats[i].format;
			section->n = strlen(formats[i].format);
			return;
		}
	}
}

/* >=100 in [>=100], up to its bracket; NULL if it has no condition. */
static const char *find_condition(const char *s, size_t n)
{
	while (n > 0) {
		size_t len = token_length(s, n);

		if (*s == '[' && len > 1 && strchr("<>=", s[1]))
			return s + 1;
		s += len;
		n -= len;
	}
	return NULL;
}

static bool holds(const char *condition, const struct decimal *d)
{
	size_t n_signs = strspn(condition, "<>=");
	size_t n = strcspn(condition + n_signs, "]");
	struct decimal limit;
	char number[32], wanted;
	int order;

	if (n >= sizeof number)
		return false;
	memcpy(number, condition + n_signs, n);
	number[n] = '\0';
	if (!decimal_parse(&limit, number))
		return false;
	order = decimal_compare(d, &limit);
	wanted = order < 0 ? '<' : order > 0 ? '>' : '=';
	return memchr(condition, wanted, n_signs);
}

/* Is it for this number? The last one is for all that the others aren't. */
static bool is_for(const struct format_section *sections, int n, int i,
		   const struct decimal *d)
{
	bool is_negative = d->is_negative && d->n > 0;
	const char *condition = find_condition(sections[i].text, sections[i].n);

	if (condition)
		return holds(condition, d);
	if (i + 1 == n)
		return true;
	return i > 0 ? is_negative : !is_negative && (d->n > 0 || n < 3);
}

bool format_section_find(const char *format, const struct decimal *d,
			 struct format_section *section)
{
	struct format_section sections[3];
	int n = 0, wanted = 0;

	for (const char *s = format; n < 3; s++) {
		size_t len = section_length(s);

		sections[n++] = (struct format_section){ .text = s, .n = len };
		s += len;
		if (!*s)
			break;
	}
	while (wanted < n && !is_for(sections, n, wanted, d))
		wanted++;
	if (wanted == n)
		return false;
	*section = sections[wanted];
	show_by_system(section);
	section->general = find_general(section->text, section->n);
	section->is_date =
		!section->general && is_date(section->text, section->n);
	return section->n > 0;
}
