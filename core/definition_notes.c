/* Texts that may stand only once. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

struct def_note {
	const char *text;
	size_t len_bytes; /* which differs more often than the first bytes */
	size_t line;
};

size_t def_noted(const struct def_notes *notes, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < notes->n; i++)
		if (notes->items[i].len_bytes == len &&
		    memcmp(notes->items[i].text, text, len) == 0)
			return notes->items[i].line;
	return 0;
}

size_t def_note(struct def_notes *notes, const char *text, size_t line)
{
	size_t before = def_noted(notes, text);

	if (before)
		return before;
	MEMORY_ADD(notes->items, notes->n, notes->cap) =
		(struct def_note){ text, strlen(text), line };
	return 0;
}

size_t def_note_joined(struct def_notes *notes, const struct def_file *file,
		       const int *headings, size_t line)
{
	const char *cells[DEF_COLUMNS_MAX];
	size_t n = 0, size = 1;
	char *joined, *end;

	for (; headings[n] >= 0; n++) {
		cells[n] = def_cell(file, headings[n]);
		size += strlen(cells[n]) + 1;
	}
	end = joined = arena_take(&notes->joined, size, 1);
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(cells[i]);

		memcpy(end, cells[i], len);
		end[len] = '\n';
		end += len + 1;
	}
	*end = '\0';
	return def_note(notes, joined, line);
}

void def_notes_release(struct def_notes *notes)
{
	free(notes->items);
	arena_release(&notes->joined);
}
