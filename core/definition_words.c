/* What stands in a cell of a definition that is no prose: several words, one of
   some, a number, a key. */
#include <config.h>
#include "core/definition_read.h"

#include <string.h>

#include "core/text.h"

const char *const *def_split(struct definition *def, const char *text, int *n)
{
	const char **parts;
	int count = 1, i = 0;

	for (const char *p = text; (p = strchr(p, '|')); p++)
		count++;
	parts = arena_take(&def->arena, (size_t)count * sizeof *parts,
			   sizeof *parts);
	for (const char *p = text; i < count; p++) {
		const char *s = p;
		size_t len = strcspn(p, "|");

		p += len;
		text_trim(&s, &len);
		parts[i++] = arena_copy(&def->arena, s, len);
	}
	*n = count;
	return parts;
}

bool def_is_one_of(const char *const *texts, const char *text)
{
	while (*texts && !def_equal(*texts, text))
		texts++;
	return *texts;
}

bool def_number(const char *text, int *out)
{
	long value = 0;

	if (!*text || strlen(text) > 7)
		return false;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		value = value * 10 + (*p - '0');
	}
	*out = (int)value;
	return true;
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool def_is_key(const char *text)
{
	const char *p = text;

	while (is_ascii_letter(*p) || (*p >= '0' && *p <= '9') || *p == '_' ||
	       *p == '-')
		p++;
	return is_ascii_letter(*text) && !*p;
}
