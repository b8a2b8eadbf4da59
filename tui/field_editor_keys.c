/* What each key does to the text. */
#include <config.h>
#include "tui/field_editor_private.h"

#include <string.h>

/* ---- typing ---- */

static bool is_pause_mark(uint32_t code)
{
	static const char marks[] = "，。；、：！？,.;:!?）)”》】";
	char s[4];
	size_t len = text_encode(code, s);

	return text_is_space(code) || memmem(marks, sizeof marks - 1, s, len);
}

/* Typing goes by words; Chinese, which has no blanks, from one punctuation mark
   to the next. 3.5 is one word. */
static bool pauses_before(const struct field_editor *e, uint32_t ch)
{
	const char *s = e->text.data;
	size_t before = text_before(s, e->text.len, e->cursor);
	uint32_t code;

	if (!e->cursor || !text_decode(s + before, e->cursor - before, &code))
		return false;
	if ((code == '.' || code == ',') && text_is_digit(ch))
		return false;
	return is_pause_mark(code) && !is_pause_mark(ch);
}

static bool type_char(struct field_editor *e, uint32_t ch)
{
	char s[4];
	size_t from, to;

	field_editor_span(e, &from, &to);
	editor_change(e, STROKE_TYPES, from != to || pauses_before(e, ch), from,
		      to, s, text_encode(ch, s));
	editor_drop_twice(e, from);
	return true;
}

static bool new_line(struct field_editor *e)
{
	if (e->multi_line)
		editor_new_line(e);
	return e->multi_line;
}

/* ---- erasing ---- */

static bool erase(struct field_editor *e, enum stroke kind, size_t from,
		  size_t to)
{
	if (from < to)
		editor_change(e, kind, kind == STROKE_ALONE, from, to, "", 0);
	return true;
}

/* What is selected; else the character or word before the cursor, or behind. */
static bool erase_at(struct field_editor *e, bool before, bool word)
{
	const char *s = e->text.data;
	size_t from, to, n = e->text.len;

	field_editor_span(e, &from, &to);
	if (from < to)
		return erase(e, STROKE_ALONE, from, to);
	if (before)
		from = word ? text_word_before(s, n, to)
			    : text_before(s, n, to);
	else
		to = word ? text_word_after(s, n, from)
			  : text_after(s, n, from);
	return erase(e, word ? STROKE_ALONE : STROKE_ERASES, from, to);
}

/* ---- keys with letters ---- */

static bool ctrl_key(struct field_editor *e, uint32_t ch)
{
	switch (ch) {
	case 'a':
		return editor_move_to_line_start(e, false);
	case 'e':
		return editor_move_to_line_end(e, false);
	case 'u':
		return erase(e, STROKE_ALONE, editor_line_start(e), e->cursor);
	case 'k':
		return erase(e, STROKE_ALONE, e->cursor, editor_line_end(e));
	case 'w':
		return erase_at(e, true, true);
	case 'z':
		field_editor_undo(e);
		return true;
	case 'y':
		field_editor_redo(e);
		return true;
	case '@':
		field_editor_mark(e);
		return true;
	default:
		return false;
	}
}

static bool alt_key(struct field_editor *e, uint32_t ch)
{
	const char *s = e->text.data;
	size_t n = e->text.len;

	switch (ch) {
	case 'a':
		field_editor_select(e, 0, n);
		return true;
	case 'b':
		return editor_move_to(e, text_word_before(s, n, e->cursor),
				      false);
	case 'f':
		return editor_move_to(e, text_word_after(s, n, e->cursor),
				      false);
	case 'd':
		return erase_at(e, false, true);
	default:
		return false;
	}
}

/* ---- paste ---- */

/* In one line a line break at the end is none of the text, and it isn't known
   to be at the end before the paste is through. */
static size_t settled_len(const struct field_editor *e)
{
	const struct bytes *pasted = &e->pasted;
	size_t n = pasted->len;

	while (!e->multi_line && n > 0 && pasted->data[n - 1] == '\n')
		n--;
	return n;
}

void field_editor_settle(struct field_editor *e)
{
	struct bytes text = BYTES_INIT;
	size_t from, to, n = settled_len(e);

	if (n > 0) {
		editor_clean(&text, e->pasted.data, n, e->multi_line);
		bytes_splice(&e->pasted, 0, n, "", 0);
		field_editor_span(e, &from, &to);
		editor_change(e, STROKE_ALONE, true, from, to, text.data,
			      text.len);
		editor_drop_twice(e, from);
	}
	if (!e->in_paste)
		bytes_clear(&e->pasted);
	bytes_release(&text);
}

static void paste_begin(struct field_editor *e)
{
	e->in_paste = true;
	e->paste_scroll = e->scroll;
	field_editor_group_begin(e);
}

/* A cell copied from a spreadsheet ends in a line break. In how many pieces it
   came doesn't show. */
static void paste_end(struct field_editor *e)
{
	e->in_paste = false;
	e->scroll = e->paste_scroll;
	field_editor_settle(e);
	field_editor_group_end(e);
}

/* Pasted line breaks and tabs are text and run nothing. */
static bool paste_key(struct field_editor *e, const struct key *key)
{
	char s[4];

	if (key->name == K_PASTE_END)
		paste_end(e);
	else if (key->name == K_CHAR)
		bytes_add(&e->pasted, s, text_encode(key->ch, s));
	else if (key->name == K_ENTER)
		bytes_add_char(&e->pasted, '\n');
	else if (key->name == K_TAB)
		bytes_add_char(&e->pasted, '\t');
	return true;
}

/* ---- all keys ---- */

static bool move_home_end(struct field_editor *e, const struct key *key)
{
	bool home = key->name == K_HOME;

	if (key->ctrl)
		return editor_move_to(e, home ? 0 : e->text.len, key->shift);
	return home ? editor_move_to_line_start(e, key->shift)
		    : editor_move_to_line_end(e, key->shift);
}

static bool move_up_down(struct field_editor *e, const struct key *key)
{
	bool is_up = key->name == K_UP;

	if (key->alt || (key->ctrl && !e->multi_line))
		return false;
	if (key->ctrl) {
		field_editor_go_paragraph(e, is_up, key->shift);
		return true;
	}
	return editor_move_line(e, is_up ? -1 : 1, key->shift);
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
		paste_begin(e);
		return true;
	case K_ENTER:
		return !key->alt && new_line(e);
	case K_BACKSPACE:
		return erase_at(e, true, key->alt || key->ctrl);
	case K_DELETE:
		return erase_at(e, false, key->ctrl);
	case K_LEFT:
	case K_RIGHT:
		return !key->alt && editor_move_sideways(e, key);
	case K_HOME:
	case K_END:
		return move_home_end(e, key);
	case K_UP:
	case K_DOWN:
		return move_up_down(e, key);
	case K_PAGE_UP:
		return !key->ctrl && editor_move_page(e, -1, key->shift);
	case K_PAGE_DOWN:
		return !key->ctrl && editor_move_page(e, 1, key->shift);
	default:
		return false;
	}
}
