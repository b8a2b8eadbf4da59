/* Whose a form is; and which file, where others on the list are of the same
   department and year and no column tells the files. */
#include <config.h>
#include "tui/desk_private.h"

#include <stdlib.h>
#include <string.h>
#include "core/path.h"
#include "core/text.h"

enum { BOTH_COLS = 16 }; /* room for the two of them */

/* Those that nobody knows yet stand in front. */
static int compare_names(const void *p, const void *q)
{
	const struct sheet *a = *(struct sheet *const *)p;
	const struct sheet *b = *(struct sheet *const *)q;
	int c;

	if (!a->paper || !b->paper)
		return (int)!b->paper - (int)!a->paper;
	c = strcmp(a->paper->department, b->paper->department);
	return c ? c : strcmp(a->paper->year, b->paper->year);
}

void desk_note_namesakes(struct sheet **sheets, size_t n)
{
	if (n > 0)
		qsort(sheets, n, sizeof(*sheets), compare_names);
	for (size_t i = 0; i < n; i++) {
		struct sheet *s = sheets[i];
		bool is_known = s->paper && *s->paper->department;
		bool follows = i > 0 && is_known &&
			       !compare_names(&sheets[i - 1], &sheets[i]);

		s->has_namesakes = follows;
		if (follows)
			sheets[i - 1]->has_namesakes = true;
	}
}

/* A file that is called by its department tells by what stands behind that:
   …-2024(2).csv */
static void print_file(struct bytes *out, const struct canvas *c,
		       const struct sheet *s)
{
	const char *file = s->shown, *last = path_last(file);
	size_t n = strlen(s->paper->department);

	if (strncmp(last, s->paper->department, n) == 0) {
		text_show(out, file, (size_t)(last - file), -1);
		bytes_add_str(out, canvas_dots(c));
		file = last + n;
	}
	text_show_str(out, file, -1);
}

void desk_print_name(const struct canvas *c, const struct sheet *s,
		     struct bytes *out)
{
	text_show_str(out, sheet_name(s), -1);
	bytes_add_str(out, "  ");
	text_show_str(out, s->paper->year, -1);
	if (!s->has_namesakes)
		return;
	bytes_add_str(out, "  ");
	print_file(out, c, s);
}

void desk_put_name(struct canvas *c, struct area a, const struct sheet *s,
		   bool tells_file)
{
	enum role role =
		s->paper && !sheet_has_failed(s) ? ROLE_VALUE : ROLE_DIM;
	struct bytes file = BYTES_INIT;
	int w_file = 0;

	if (tells_file && a.width >= BOTH_COLS && s->has_namesakes) {
		print_file(&file, c, s);
		w_file = text_cols(file.data, file.len);
		w_file = w_file < a.width / 2 ? w_file : a.width / 2;
		canvas_put_path(c, a.y, a.x + a.width - w_file, w_file,
				ROLE_DIM, file.data);
		w_file++;
	}
	canvas_put_str(c, a.y, a.x, a.width - w_file, role, sheet_name(s));
	bytes_release(&file);
}
