/* Where the cursor goes. */
#include <config.h>
#include "tui/field_editor_private.h"

#include <string.h>

bool editor_move_to(struct field_editor *e, size_t to, bool selecting)
{
	e->cursor = to;
	e->is_behind = false;
	if (!selecting && !e->is_marking)
		e->anchor = to;
	e->goal_col = -1;
	text_history_seal(&e->history);
	return true;
}

void field_editor_go(struct field_editor *e, size_t at)
{
	e->cursor = e->anchor = at;
}

/* ---- lines as they are wrapped ---- */

void editor_wrap(struct field_editor *e)
{
	int width = e->last_width > 2 ? e->last_width : 2;

	if (e->lines_width != width)
		text_lines_wrap(&e->lines, e->text.data, e->text.len, width);
	e->lines_width = width;
}

void field_editor_go_line(struct field_editor *e, int width, size_t line)
{
	e->last_width = width;
	editor_wrap(e);
	line = line < e->lines.n ? line : e->lines.n - 1;
	e->cursor = e->anchor = e->lines.items[line].start;
	e->scroll = line;
}

size_t editor_cursor_line(const struct field_editor *e)
{
	size_t line = text_lines_find(&e->lines, e->cursor);

	return e->is_behind && line > 0 &&
			       e->lines.items[line].start == e->cursor
		       ? line - 1
		       : line;
}

/* Does the next line begin where this one ends? */
static bool breaks_softly(const struct field_editor *e, size_t line)
{
	const struct text_line *l = &e->lines.items[line];

	return l->len > 0 && line + 1 < e->lines.n &&
	       e->lines.items[line + 1].start == l->start + l->len;
}

size_t editor_line_start(struct field_editor *e)
{
	if (!e->multi_line)
		return 0;
	editor_wrap(e);
	return e->lines.items[editor_cursor_line(e)].start;
}

size_t editor_line_end(struct field_editor *e)
{
	const struct text_line *l;

	if (!e->multi_line)
		return e->text.len;
	editor_wrap(e);
	l = &e->lines.items[editor_cursor_line(e)];
	return l->start + l->len;
}

/* Where it stands already, on to the paragraph's beginning: no key is needed
   for that, which some terminals don't send. */
bool editor_move_to_line_start(struct field_editor *e, bool selecting)
{
	size_t to = editor_line_start(e);

	if (to == e->cursor)
		to = editor_paragraph_start(e, to);
	return editor_move_to(e, to, selecting);
}

bool editor_move_to_line_end(struct field_editor *e, bool selecting)
{
	bool is_soft = false;
	size_t to = editor_line_end(e);

	if (to == e->cursor) {
		to = editor_paragraph_end(e, to);
	} else if (e->multi_line) {
		is_soft = breaks_softly(e, editor_cursor_line(e));
	}
	editor_move_to(e, to, selecting);
	e->is_behind = is_soft;
	return true;
}

bool editor_move_line(struct field_editor *e, int step, bool selecting)
{
	const struct text_line *line;
	size_t at, n;
	int goal;

	if (!e->multi_line)
		return false;
	editor_wrap(e);
	at = editor_cursor_line(e);
	line = &e->lines.items[at];
	goal = e->goal_col >= 0 ? e->goal_col
				: text_cols(e->text.data + line->start,
					    e->cursor - line->start);
	if (step < 0 ? at == 0 : at + 1 >= e->lines.n)
		return false;
	at = step < 0 ? at - 1 : at + 1;
	line = &e->lines.items[at];
	n = text_fit(e->text.data + line->start, line->len, goal, NULL);
	editor_move_to(e, line->start + n, selecting);
	e->is_behind = n == line->len && breaks_softly(e, at);
	e->goal_col = goal;
	return true;
}

/* A line stays in sight. */
bool editor_move_page(struct field_editor *e, int step, bool selecting)
{
	int n = e->last_height > 2 ? e->last_height - 1 : 1;
	bool moved = false;

	while (n-- > 0 && editor_move_line(e, step, selecting))
		moved = true;
	return moved;
}

/* ---- characters and words ---- */

/* A movement without Shift out of a selection goes to its edge. */
bool editor_move_sideways(struct field_editor *e, const struct key *key)
{
	const char *s = e->text.data;
	bool left = key->name == K_LEFT;
	size_t from, to, n = e->text.len;

	field_editor_span(e, &from, &to);
	if (from < to && !key->shift && !key->ctrl && !e->is_marking)
		return editor_move_to(e, left ? from : to, false);
	if (key->ctrl)
		return editor_move_to(e,
				      left ? text_word_before(s, n, e->cursor)
					   : text_word_after(s, n, e->cursor),
				      key->shift);
	return editor_move_to(e,
			      left ? text_before(s, n, e->cursor)
				   : text_after(s, n, e->cursor),
			      key->shift);
}

/* ---- paragraphs ---- */

size_t editor_paragraph_start(const struct field_editor *e, size_t at)
{
	const char *s = e->text.data, *newline = memrchr(s, '\n', at);

	return e->multi_line && newline ? (size_t)(newline + 1 - s) : 0;
}

size_t editor_paragraph_end(const struct field_editor *e, size_t at)
{
	const char *s = e->text.data;
	const char *newline = memchr(s + at, '\n', e->text.len - at);

	return e->multi_line && newline ? (size_t)(newline - s) : e->text.len;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The beginning of the next paragraph, or of an item within this one. */
static size_t stop_behind(const struct field_editor *e)
{
	const char *s = e->text.data;
	size_t end = editor_paragraph_end(e, e->cursor), at;
	struct list_item item;

	if (e->cursor < end &&
	    list_item_next(s, end, text_after(s, end, e->cursor), &at, &item))
		return at;
	return least(end + 1, e->text.len);
}

static size_t stop_before(const struct field_editor *e)
{
	const char *s = e->text.data;
	size_t start = editor_paragraph_start(e, e->cursor), at, stop, from;
	struct list_item item;

	if (start == e->cursor && start > 0)
		start = editor_paragraph_start(e, start - 1);
	stop = start;
	for (from = start; list_item_next(s, e->cursor, from, &at, &item);
	     from = at + item.len)
		stop = at;
	return stop;
}

bool field_editor_go_paragraph(struct field_editor *e, bool backwards,
			       bool selecting)
{
	size_t to = backwards ? stop_before(e) : stop_behind(e);

	if (to == e->cursor)
		return false;
	return editor_move_to(e, to, selecting);
}
