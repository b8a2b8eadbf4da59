/* Whose a form is; and which file, where others on the list are of the same
   department and year and no column tells the files. */
#include <config.h>
#include "tui/desk_private.h"

#include <string.h>
#include "core/path.h"
#include "core/text.h"

enum { BOTH_COLS = 20 }; /* room for the two of them */

static bool is_alike(const struct sheet *a, const struct sheet *b)
{
	return a != b && a->paper && b->paper && *a->paper->department &&
	       strcmp(a->paper->department, b->paper->department) == 0 &&
	       strcmp(a->paper->year, b->paper->year) == 0;
}

static bool has_alike(const struct desk *d, const struct sheet *s)
{
	for (size_t i = 0; i < d->n_found; i++)
		if (is_alike(s, d->found[i]))
			return true;
	return false;
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

void desk_print_name(const struct desk *d, const struct canvas *c,
		     const struct sheet *s, struct bytes *out)
{
	text_show_str(out, sheet_name(s), -1);
	bytes_add_str(out, "  ");
	text_show_str(out, s->paper->year, -1);
	if (!has_alike(d, s))
		return;
	bytes_add_str(out, "  ");
	print_file(out, c, s);
}

void desk_put_name(const struct desk *d, struct canvas *c, struct area a,
		   const struct sheet *s, bool tells_file)
{
	enum role role =
		s->paper && !sheet_has_failed(s) ? ROLE_VALUE : ROLE_DIM;
	struct bytes name = BYTES_INIT, file = BYTES_INIT;
	int w_file = 0;

	text_show_str(&name, sheet_name(s), -1);
	if (tells_file && a.width >= BOTH_COLS && has_alike(d, s)) {
		print_file(&file, c, s);
		w_file = text_cols(file.data, file.len);
		w_file = w_file < a.width / 2 ? w_file : a.width / 2;
		canvas_put_path(c, a.y, a.x + a.width - w_file, w_file,
				ROLE_DIM, file.data);
		w_file++;
	}
	canvas_put_str(c, a.y, a.x, a.width - w_file, role, name.data);
	bytes_release(&name);
	bytes_release(&file);
}
