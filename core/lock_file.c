#include <config.h>
#include "core/lock_file.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char first_line[] = "jixiao-lock";

static const struct {
	const char *name;
	size_t offset;
} texts[] = {
	{ "user", offsetof(struct lock_holder, user) },
	{ "host", offsetof(struct lock_holder, host) },
	{ "program", offsetof(struct lock_holder, program) },
	{ "since", offsetof(struct lock_holder, since) },
	{ "machine", offsetof(struct lock_holder, machine) },
	{ "boot", offsetof(struct lock_holder, boot) },
	{ "space", offsetof(struct lock_holder, space) },
	{ "start", offsetof(struct lock_holder, start) },
};
#define N_TEXTS (sizeof texts / sizeof *texts)

static void print_text(struct bytes *out, const char *name, const char *value)
{
	bytes_printf(out, "%s: ", name);
	for (; *value; value++)
		bytes_add_char(out, (unsigned char)*value < ' ' ? '?' : *value);
	bytes_add_char(out, '\n');
}

void lock_file_print(struct bytes *out, const struct lock_holder *holder)
{
	bytes_printf(out, "%s\npid: %ld\n", first_line, holder->pid);
	for (size_t i = 0; i < N_TEXTS; i++)
		print_text(out, texts[i].name,
			   (const char *)holder + texts[i].offset);
}

/* What is read ends where it ends: there is no NUL behind it. */
static long number(const char *s, size_t n)
{
	char text[LOCK_TEXT_BYTES] = "";

	memcpy(text, s, n);
	return strtol(text, NULL, 10);
}

static void parse_line(const char *s, size_t n, struct lock_holder *holder)
{
	const char *value = memchr(s, ':', n);
	size_t n_name = value ? (size_t)(value - s) : 0, n_value;

	if (!value || n - n_name < 2)
		return;
	value += 2;
	n_value = n - n_name - 2;
	if (n_value >= LOCK_TEXT_BYTES)
		n_value = LOCK_TEXT_BYTES - 1;
	if (n_name == 3 && memcmp(s, "pid", 3) == 0)
		holder->pid = number(value, n_value);
	for (size_t i = 0; i < N_TEXTS; i++)
		if (strlen(texts[i].name) == n_name &&
		    memcmp(texts[i].name, s, n_name) == 0)
			memcpy((char *)holder + texts[i].offset, value,
			       n_value);
}

bool lock_file_parse(const char *s, size_t n, struct lock_holder *holder)
{
	size_t n_first = strlen(first_line);

	*holder = (struct lock_holder){ 0 };
	if (n == 0)
		return true;
	if (n <= n_first || memcmp(s, first_line, n_first) != 0 ||
	    s[n_first] != '\n' || memchr(s, '\0', n))
		return false;
	for (const char *end = s + n, *line = s; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));

		stop = stop ? stop : end;
		parse_line(line, (size_t)(stop - line), holder);
		line = stop + (stop < end);
	}
	return true;
}
