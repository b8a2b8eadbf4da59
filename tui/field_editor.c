#include <config.h>
#include "tui/field_editor.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

/* The text as it was before a change. */
struct field_editor_step {
	char *text;
	size_t len, cursor;
	bool is_typing; /* further letters of the word join it */
};

enum { STEPS_MAX = 1000 };

void field_editor_init(struct field_editor *e)
{
	*e = (struct field_editor){ .goal_col = -1 };
	bytes_init(&e->text);
}

static void drop_steps(struct field_editor *e, size_t from)
{
	while (e->n_steps > from)
		free(e->steps[--e->n_steps].text);
}

void field_editor_release(struct field_editor *e)
{
	drop_steps(e, 0);
	free(e->steps);
	bytes_release(&e->text);
	text_lines_release(&e->lines);
	*e = (struct field_editor){ .goal_col = -1 };
	bytes_init(&e->text);
}

void field_editor_start(struct field_editor *e, const char *text, size_t n,
			bool multi_line, bool selected)
{
	drop_steps(e, 0);
	bytes_clear(&e->text);
	bytes_add(&e->text, text, n);
	e->cursor = n;
	e->anchor = selected ? 0 : n;
	e->multi_line = multi_line;
	e->in_paste = e->is_behind = false;
	e->goal_col = -1;
	e->scroll = 0;
	e->step = 0;
}

static void push_step(struct field_editor *e)
{
	e->steps = memory_grow(e->steps, &e->cap_steps, e->n_steps + 1,
			       sizeof *e->steps);
	e->steps[e->n_steps++] =
		(struct field_editor_step){ .text = memory_copy(e->text.data,
								e->text.len),
					    .len = e->text.len,
					    .cursor = e->cursor };
}

/* What is typed from here on is undone by itself. */
static void seal(struct field_editor *e)
{
	if (e->step > 0)
		e->steps[e->step - 1].is_typing = false;
}

/* Typing at the cursor begins a word; a blank belongs to the word before, and
   Chinese, which has no blanks, goes from one punctuation mark to the next. */
static bool begins_word(const struct field_editor *e)
{
	const char *s = e->text.data;
	size_t before = text_before(s, e->text.len, e->cursor);
	uint32_t code;

	return !e->cursor ||
	       (text_decode(s + before, e->text.len - before, &code) &&
		!text_is_letter(code) && !text_is_digit(code));
}

/* Notes the text before a change; typing goes by words. */
static void remember(struct field_editor *e, bool is_typing, bool new_word)
{
	drop_steps(e, e->step);
	if (is_typing && !new_word && e->step > 0 &&
	    e->steps[e->step - 1].is_typing)
		return;
	if (e->n_steps == STEPS_MAX) {
		free(e->steps[0].text);
		memmove(e->steps, e->steps + 1,
			--e->n_steps * sizeof *e->steps);
	}
	push_step(e);
	e->step = e->n_steps;
	e->steps[e->step - 1].is_typing = is_typing;
}

/* Exchanges the text with a step's. */
static void swap_step(struct field_editor *e, struct field_editor_step *step)
{
	struct field_editor_step now = { memory_copy(e->text.data, e->text.len),
					 e->text.len, e->cursor, false };

	bytes_clear(&e->text);
	bytes_add(&e->text, step->text, step->len);
	e->cursor = e->anchor = step->cursor;
	e->is_behind = false;
	free(step->text);
	*step = now;
}

static void undo(struct field_editor *e)
{
	if (e->step > 0)
		swap_step(e, &e->steps[--e->step]);
}

static void redo(struct field_editor *e)
{
	if (e->step < e->n_steps)
		swap_step(e, &e->steps[e->step++]);
}

static bool has_selection(const struct field_editor *e)
{
	return e->cursor != e->anchor;
}

static void selection_span(const struct field_editor *e, size_t *from,
			   size_t *to)
{
	*from = e->cursor < e->anchor ? e->cursor : e->anchor;
	*to = e->cursor < e->anchor ? e->anchor : e->cursor;
}

static void replace(struct field_editor *e, size_t from, size_t to,
		    const char *s, size_t n)
{
	bytes_splice(&e->text, from, to - from, s, n);
	e->cursor = e->anchor = from + n;
	e->is_behind = false;
	e->goal_col = -1;
}

static void delete_span(struct field_editor *e, size_t from, size_t to)
{
	if (from == to)
		return;
	remember(e, false, false);
	replace(e, from, to, "", 0);
}

/* Line ends become one; in one line they and tabs become blanks. */
static void clean(struct bytes *out, const char *s, size_t n, bool multi_line)
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
	clean(out, s, n, false);
}

static void insert(struct field_editor *e, const char *s, size_t n,
		   bool is_typing)
{
	struct bytes text = BYTES_INIT;
	size_t from, to;

	clean(&text, s, n, e->multi_line);
	selection_span(e, &from, &to);
	/* a paste is one step: it was noted when it began */
	if (!e->in_paste)
		remember(e, is_typing, from != to || begins_word(e));
	replace(e, from, to, text.data, text.len);
	bytes_release(&text);
}

void field_editor_insert(struct field_editor *e, const char *s, size_t n)
{
	insert(e, s, n, false);
}

void field_editor_selection(const struct field_editor *e, struct bytes *out)
{
	size_t from, to;

	selection_span(e, &from, &to);
	bytes_add(out, e->text.data + from, to - from);
}

static bool move_to(struct field_editor *e, size_t to, bool selecting)
{
	e->cursor = to;
	e->is_behind = false;
	if (!selecting)
		e->anchor = to;
	e->goal_col = -1;
	seal(e);
	return true;
}

static void wrap(struct field_editor *e)
{
	text_lines_wrap(&e->lines, e->text.data, e->text.len,
			e->last_width > 2 ? e->last_width : 2);
}

void field_editor_go(struct field_editor *e, size_t at)
{
	e->cursor = e->anchor = at;
}

void field_editor_go_line(struct field_editor *e, int width, size_t line)
{
	e->last_width = width;
	wrap(e);
	line = line < e->lines.n ? line : e->lines.n - 1;
	e->cursor = e->anchor = e->lines.items[line].start;
	e->scroll = line;
}

/* The display line that the cursor stands on. */
static size_t cursor_line(const struct field_editor *e)
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

static size_t line_start(struct field_editor *e)
{
	if (!e->multi_line)
		return 0;
	wrap(e);
	return e->lines.items[cursor_line(e)].start;
}

static size_t line_end(struct field_editor *e)
{
	const struct text_line *l;

	if (!e->multi_line)
		return e->text.len;
	wrap(e);
	l = &e->lines.items[cursor_line(e)];
	return l->start + l->len;
}

static bool move_to_line_end(struct field_editor *e, bool selecting)
{
	bool is_soft;

	if (!e->multi_line)
		return move_to(e, e->text.len, selecting);
	wrap(e);
	is_soft = breaks_softly(e, cursor_line(e));
	move_to(e, line_end(e), selecting);
	e->is_behind = is_soft;
	return true;
}

/* Up and down by display lines; false at the text's edge. */
static bool move_line(struct field_editor *e, int step, bool selecting)
{
	const struct text_line *line;
	size_t at, n;
	int goal;

	if (!e->multi_line)
		return false;
	wrap(e);
	at = cursor_line(e);
	line = &e->lines.items[at];
	goal = e->goal_col >= 0 ? e->goal_col
				: text_cols(e->text.data + line->start,
					    e->cursor - line->start);
	if (step < 0 ? at == 0 : at + 1 >= e->lines.n)
		return false;
	at = step < 0 ? at - 1 : at + 1;
	line = &e->lines.items[at];
	n = text_fit(e->text.data + line->start, line->len, goal, NULL);
	move_to(e, line->start + n, selecting);
	e->is_behind = n == line->len && breaks_softly(e, at);
	e->goal_col = goal;
	return true;
}

static bool move_page(struct field_editor *e, int step, bool selecting)
{
	bool moved = false;

	for (int i = 0; i < 10 && move_line(e, step, selecting); i++)
		moved = true;
	return moved;
}

/* A movement without Shift out of a selection goes to its edge. */
static bool move_sideways(struct field_editor *e, const struct key *key)
{
	const char *s = e->text.data;
	bool left = key->name == K_LEFT;
	size_t from, to, n = e->text.len;

	if (has_selection(e) && !key->shift && !key->ctrl) {
		selection_span(e, &from, &to);
		return move_to(e, left ? from : to, false);
	}
	if (key->ctrl)
		return move_to(e,
			       left ? text_word_before(s, n, e->cursor)
				    : text_word_after(s, n, e->cursor),
			       key->shift);
	return move_to(e,
		       left ? text_before(s, n, e->cursor)
			    : text_after(s, n, e->cursor),
		       key->shift);
}

static bool move_home_end(struct field_editor *e, const struct key *key)
{
	bool home = key->name == K_HOME;

	if (key->ctrl)
		return move_to(e, home ? 0 : e->text.len, key->shift);
	return home ? move_to(e, line_start(e), key->shift)
		    : move_to_line_end(e, key->shift);
}

static bool backspace(struct field_editor *e, bool word)
{
	size_t from, to;

	selection_span(e, &from, &to);
	if (from == to)
		from = word ? text_word_before(e->text.data, e->text.len, to)
			    : text_before(e->text.data, e->text.len, to);
	delete_span(e, from, to);
	return true;
}

static bool delete_ahead(struct field_editor *e, bool word)
{
	size_t from, to;

	selection_span(e, &from, &to);
	if (from == to)
		to = word ? text_word_after(e->text.data, e->text.len, from)
			  : text_after(e->text.data, e->text.len, from);
	delete_span(e, from, to);
	return true;
}

static bool ctrl_key(struct field_editor *e, uint32_t ch)
{
	switch (ch) {
	case 'a':
		return move_to(e, line_start(e), false);
	case 'e':
		return move_to_line_end(e, false);
	case 'u':
		delete_span(e, line_start(e), e->cursor);
		return true;
	case 'k':
		delete_span(e, e->cursor, line_end(e));
		return true;
	case 'w':
		return backspace(e, true);
	case 'z':
		undo(e);
		return true;
	case 'y':
		redo(e);
		return true;
	default:
		return false;
	}
}

static bool alt_key(struct field_editor *e, uint32_t ch)
{
	size_t n = e->text.len;

	if (ch == 'b')
		return move_to(e, text_word_before(e->text.data, n, e->cursor),
			       false);
	if (ch == 'f')
		return move_to(e, text_word_after(e->text.data, n, e->cursor),
			       false);
	if (ch == 'd')
		return delete_ahead(e, true);
	return false;
}

static bool type_char(struct field_editor *e, uint32_t ch)
{
	char s[4];

	insert(e, s, text_encode(ch, s), true);
	return true;
}

/* A cell copied from a spreadsheet ends in a line break. */
static void paste_end(struct field_editor *e)
{
	e->in_paste = false;
	if (!e->multi_line && e->cursor && e->text.data[e->cursor - 1] == ' ' &&
	    strcmp(e->text.data, e->steps[e->step - 1].text) != 0)
		replace(e, e->cursor - 1, e->cursor, "", 0);
}

/* Pasted line breaks and tabs are text and run nothing. */
static bool paste_key(struct field_editor *e, const struct key *key)
{
	if (key->name == K_PASTE_END)
		paste_end(e);
	else if (key->name == K_CHAR)
		type_char(e, key->ch);
	else if (key->name == K_ENTER)
		insert(e, "\n", 1, false);
	else if (key->name == K_TAB)
		insert(e, "\t", 1, false);
	return true;
}

bool field_editor_key(struct field_editor *e, const struct key *key)
{
	if (e->in_paste)
		return paste_key(e, key);
	switch (key->name) {
	case K_CHAR:
		return key->alt ? alt_key(e, key->ch) : type_char(e, key->ch);
	case K_CTRL:
		return ctrl_key(e, key->ch);
	case K_PASTE_BEGIN:
		remember(e, false, false);
		e->in_paste = true;
		return true;
	case K_ENTER:
		return e->multi_line && !key->alt && type_char(e, '\n');
	case K_BACKSPACE:
		return backspace(e, key->alt || key->ctrl);
	case K_DELETE:
		return delete_ahead(e, key->ctrl);
	case K_LEFT:
	case K_RIGHT:
		return !key->alt && move_sideways(e, key);
	case K_HOME:
	case K_END:
		return move_home_end(e, key);
	case K_UP:
		return !key->alt && move_line(e, -1, key->shift);
	case K_DOWN:
		return !key->alt && move_line(e, 1, key->shift);
	case K_PAGE_UP:
		return !key->ctrl && move_page(e, -1, key->shift);
	case K_PAGE_DOWN:
		return !key->ctrl && move_page(e, 1, key->shift);
	default:
		return false;
	}
}

/* Draws one stretch of the text, the selected part in its own role. */
static void draw_span(const struct field_editor *e, struct canvas *canvas,
		      int y, int x, int width, enum role role, size_t from,
		      size_t len)
{
	const char *s = e->text.data;
	size_t a, b, end = from + len;

	canvas_fill(canvas, y, x, width, role, " ");
	canvas_put_cut(canvas, y, x, width, role, s + from, len);
	selection_span(e, &a, &b);
	a = a < from ? from : a;
	b = b > end ? end : b;
	if (a < b) {
		int start = text_cols(s + from, a - from);
		int cols = text_cols(s + a, b - a);

		if (start < width)
			canvas_role(canvas, y, x + start,
				    cols < width - start ? cols : width - start,
				    ROLE_SELECTED);
	}
}

/* Scrolls so that the cursor is seen, and no more than needed. */
static void scroll_sideways(struct field_editor *e, int width)
{
	const char *s = e->text.data;
	struct text_cluster c;

	if (e->scroll > e->cursor)
		e->scroll = e->cursor;
	int cols = text_cols(s + e->scroll, e->cursor - e->scroll);
	while (cols >= width && e->scroll < e->cursor) {
		text_cluster_next(s + e->scroll, e->text.len - e->scroll, &c);
		cols -= c.w_cols;
		e->scroll += c.len;
	}
	while (e->scroll > 0) {
		size_t before = text_before(s, e->text.len, e->scroll);

		if (text_cols(s + before, e->text.len - before) >= width)
			break;
		e->scroll = before;
	}
}

static void draw_one_line(struct field_editor *e, struct canvas *canvas,
			  struct area area, enum role role)
{
	scroll_sideways(e, area.width);
	draw_span(e, canvas, area.y, area.x, area.width, role, e->scroll,
		  e->text.len - e->scroll);
	canvas_cursor(canvas, area.y,
		      area.x + text_cols(e->text.data + e->scroll,
					 e->cursor - e->scroll));
}

/* Where the next character will stand: behind a full last line, below it. */
static void cursor_place(const struct field_editor *e, int width, size_t *line,
			 int *x)
{
	*line = cursor_line(e);
	*x = text_cols(e->text.data + e->lines.items[*line].start,
		       e->cursor - e->lines.items[*line].start);
	if (*x >= width && e->cursor == e->text.len) {
		++*line;
		*x = 0;
	} else if (*x >= width) {
		*x = width - 1;
	}
}

static void scroll_lines(struct field_editor *e, size_t line, size_t height)
{
	size_t top = line;

	/* what is typed at a line's beginning may go to the end of the one
	   above */
	if (line > 0 && line < e->lines.n &&
	    e->lines.items[line].start == e->cursor)
		top--;
	if (e->scroll + height > e->lines.n)
		e->scroll = e->lines.n > height ? e->lines.n - height : 0;
	if (e->scroll > top)
		e->scroll = top;
	if (line >= e->scroll + height)
		e->scroll = line + 1 - height;
}

static void draw_lines(struct field_editor *e, struct canvas *canvas,
		       struct area area, enum role role)
{
	size_t line;
	int x;

	wrap(e);
	cursor_place(e, area.width, &line, &x);
	scroll_lines(e, line, (size_t)area.height);
	for (int i = 0; i < area.height; i++) {
		size_t k = e->scroll + (size_t)i;
		bool is_text = k < e->lines.n;

		draw_span(e, canvas, area.y + i, area.x, area.width, role,
			  is_text ? e->lines.items[k].start : e->text.len,
			  is_text ? e->lines.items[k].len : 0);
	}
	canvas_cursor(canvas, area.y + (int)(line - e->scroll), area.x + x);
}

void field_editor_draw(struct field_editor *e, struct canvas *canvas,
		       struct area area, enum role role)
{
	if (area.width <= 0 || area.height <= 0)
		return;
	e->last_width = area.width;
	if (e->multi_line)
		draw_lines(e, canvas, area, role);
	else
		draw_one_line(e, canvas, area, role);
}
