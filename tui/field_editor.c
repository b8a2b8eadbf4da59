/* The text, and what changes it. */
#include <config.h>
#include "tui/field_editor_private.h"

#include <stdlib.h>
#include <string.h>

void field_editor_init(struct field_editor *e)
{
	*e = (struct field_editor){ .goal_col = -1 };
	bytes_init(&e->text);
	bytes_init(&e->pasted);
	text_history_init(&e->history);
}

void field_editor_release(struct field_editor *e)
{
	bytes_release(&e->text);
	bytes_release(&e->pasted);
	text_lines_release(&e->lines);
	text_history_release(&e->history);
	field_editor_init(e);
}

void field_editor_start(struct field_editor *e, const char *text, size_t n,
			bool multi_line, bool selected)
{
	text_history_clear(&e->history);
	bytes_clear(&e->text);
	bytes_clear(&e->pasted);
	bytes_add(&e->text, text, n);
	e->n_chars = text_count(text, n);
	e->lines_width = 0;
	e->cursor = n;
	e->anchor = selected ? 0 : n;
	e->multi_line = multi_line;
	e->in_paste = e->is_behind = e->is_marking = false;
	e->goal_col = -1;
	e->scroll = 0;
	e->given_to = 0;
}

/* ---- changes ---- */

/* Keeps the count and the lines in step. Characters that join each other do so
   between two places where one begins in any case. */
static void put(struct field_editor *e, size_t at, size_t removed,
		const char *s, size_t n)
{
	struct bytes *text = &e->text;
	size_t from = text_start_before(text->data, at > 0 ? at - 1 : 0);
	size_t to = text_start_behind(text->data, text->len, at + removed);

	e->n_chars -= text_count(text->data + from, to - from);
	bytes_splice(text, at, removed, s, n);
	e->n_chars += text_count(text->data + from, to - removed + n - from);
	if (e->lines_width > 0)
		text_lines_change(&e->lines, text->data, text->len,
				  e->lines_width, at, removed, n);
	e->is_behind = e->is_marking = false;
	e->goal_col = -1;
}

void editor_change(struct field_editor *e, enum stroke kind, bool pauses,
		   size_t from, size_t to, const char *s, size_t n)
{
	text_history_note(&e->history, kind, pauses, from, e->cursor,
			  e->text.data + from, to - from, s, n);
	put(e, from, to - from, s, n);
	e->cursor = e->anchor = from + n;
}

void field_editor_replace(struct field_editor *e, size_t from, size_t to,
			  const char *s, size_t n)
{
	editor_change(e, STROKE_ALONE, true, from, to, s, n);
}

void field_editor_group_begin(struct field_editor *e)
{
	text_history_group_begin(&e->history);
}

void field_editor_group_end(struct field_editor *e)
{
	text_history_group_end(&e->history);
}

bool field_editor_undo(struct field_editor *e)
{
	size_t n;
	const struct text_change *changes = text_history_back(&e->history, &n);

	for (size_t i = n; i-- > 0;) {
		const struct text_change *c = &changes[i];

		put(e, c->at, c->added.len, c->removed.data, c->removed.len);
		e->cursor = e->anchor = c->cursor;
	}
	return n > 0;
}

bool field_editor_redo(struct field_editor *e)
{
	size_t n;
	const struct text_change *changes = text_history_forth(&e->history, &n);

	for (size_t i = 0; i < n; i++) {
		const struct text_change *c = &changes[i];

		put(e, c->at, c->removed.len, c->added.data, c->added.len);
		e->cursor = e->anchor = c->at + c->added.len;
	}
	return n > 0;
}

/* ---- what comes in ---- */

void editor_clean(struct bytes *out, const char *s, size_t n, bool multi_line)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		if (s[i] == '\r' || s[i] == '\n')
			bytes_add_char(out, multi_line ? '\n' : ' ');
		else if (s[i] == '\t' && !multi_line)
			bytes_add_char(out, ' ');
		else
			bytes_add_char(out, s[i]);
	}
}

void field_editor_one_line(struct bytes *out, const char *s, size_t n)
{
	while (n && (s[n - 1] == '\r' || s[n - 1] == '\n'))
		n--;
	editor_clean(out, s, n, false);
}

void field_editor_lines(struct bytes *out, const char *s, size_t n)
{
	editor_clean(out, s, n, true);
}

void field_editor_insert(struct field_editor *e, const char *s, size_t n)
{
	struct bytes text = BYTES_INIT;
	size_t from, to;

	editor_clean(&text, s, n, e->multi_line);
	field_editor_span(e, &from, &to);
	if (text.len > 0 || from < to)
		field_editor_replace(e, from, to, text.data, text.len);
	bytes_release(&text);
}

/* ---- what is selected ---- */

void field_editor_span(const struct field_editor *e, size_t *from, size_t *to)
{
	*from = e->cursor < e->anchor ? e->cursor : e->anchor;
	*to = e->cursor < e->anchor ? e->anchor : e->cursor;
}

void field_editor_selection(const struct field_editor *e, struct bytes *out)
{
	size_t from, to;

	field_editor_span(e, &from, &to);
	bytes_add(out, e->text.data + from, to - from);
}

void field_editor_select(struct field_editor *e, size_t from, size_t to)
{
	editor_move_to(e, to, false);
	e->anchor = from;
	e->is_marking = false;
}

/* The whole of the paragraphs that are selected in part; false if they are. */
static bool select_paragraphs(struct field_editor *e)
{
	size_t from, to;

	field_editor_span(e, &from, &to);
	size_t start = editor_paragraph_start(e, from);
	size_t end = editor_paragraph_end(e, to);

	if (start == end || (start == from && end == to))
		return false;
	e->anchor = start;
	e->cursor = end;
	return end - start < e->text.len;
}

enum field_editor_mark field_editor_mark(struct field_editor *e)
{
	text_history_seal(&e->history);
	if (!e->is_marking) {
		e->is_marking = true;
		return MARK_SET;
	}
	e->is_behind = false;
	if (e->multi_line && select_paragraphs(e))
		return MARK_PARAGRAPH;
	e->anchor = 0;
	e->cursor = e->text.len;
	return MARK_ALL;
}

void field_editor_unmark(struct field_editor *e)
{
	e->is_marking = false;
	e->anchor = e->cursor;
}
