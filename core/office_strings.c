#include <config.h>
#include "core/office_workbook.h"

#include <stdlib.h>
#include <string.h>
#include "core/office_xml.h"
#include "core/text.h"

void strings_init(struct strings *strings)
{
	*strings = (struct strings){ 0 };
	bytes_init(&strings->text);
}

void strings_release(struct strings *strings)
{
	free(strings->items);
	bytes_release(&strings->text);
	arena_release(&strings->arena);
}

void strings_add(struct strings *strings, const char *text, size_t n)
{
	MEMORY_ADD(strings->items, strings->n, strings->cap) =
		arena_copy(&strings->arena, text, n);
}

/* ---- what XML can't have ---- */

enum { ESCAPE_BYTES = 7 };

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The character in _x000D_ at s, or -1. */
static long escaped(const char *s)
{
	long n = 0;

	if (s[0] != '_' || s[1] != 'x')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return -1;
		n = n * 16 + hex(s[i]);
	}
	return s[6] == '_' ? n : -1;
}

static bool is_return(const char *s)
{
	return *s == '\r' || escaped(s) == '\r';
}

static bool is_newline(const char *s)
{
	return *s == '\n' || escaped(s) == '\n';
}

/* Adds it, shorter than its escape; nothing that no text has. */
static char *put(char *to, long c)
{
	if ((c < ' ' && c != '\t' && c != '\n') || c == 0x7f || c >= 0xfffe)
		return to;
	return to + text_encode((uint32_t)c, to);
}

void strings_decode(struct bytes *text)
{
	char *to = text->data;

	if (!strpbrk(text->data, "_\r"))
		return;
	for (const char *from = text->data, *next; *from; from = next) {
		long c = escaped(from);

		next = from + (c < 0 ? 1 : ESCAPE_BYTES);
		if (is_return(from))
			to = put(to, is_newline(next) ? 0 : '\n');
		else if (c >= 0)
			to = put(to, c);
		else
			*to++ = *from;
	}
	text->len = (size_t)(to - text->data);
	*to = '\0';
}

/* ---- the part ---- */

/* How it is read aloud. */
static bool skips(void *ctx, const char *name, const char **attributes)
{
	(void)ctx;
	(void)attributes;
	return !strcmp(name, "rPh");
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct strings *strings = ctx;

	(void)attributes;
	if (!strcmp(name, "si"))
		bytes_clear(&strings->text);
	else if (!strcmp(name, "t"))
		strings->is_text = true;
}

static void end(void *ctx, const char *name)
{
	struct strings *strings = ctx;

	if (!strcmp(name, "t"))
		strings->is_text = false;
	if (strcmp(name, "si"))
		return;
	strings_decode(&strings->text);
	strings_add(strings, strings->text.data, strings->text.len);
}

static void text(void *ctx, const char *s, size_t n)
{
	struct strings *strings = ctx;

	if (strings->is_text)
		bytes_add(&strings->text, s, n);
}

bool strings_read(struct office_file *file, const struct bytes *xml,
		  struct strings *strings)
{
	static const struct xml_events events = { start, end, text, skips };

	return office_xml_read(file, xml, &events, strings);
}
