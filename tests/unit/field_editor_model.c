/* The editor beside the plainest one that there can be: a text that is copied
   at every key. */
#include <config.h>
#include "tui/field_editor.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct field_editor e;

static struct model {
	struct bytes text;
	size_t cursor, anchor;
	bool is_marking;
} m;

static void setup(void)
{
	field_editor_init(&e);
	m = (struct model){ .text = BYTES_INIT };
}

static void teardown(void)
{
	field_editor_release(&e);
	bytes_release(&m.text);
}

TestSuite(field_editor_model, .timeout = 120, .init = setup, .fini = teardown);

static void press(const char *name)
{
	struct key key;

	cr_assert(key_parse(name, &key), "no key %s", name);
	field_editor_key(&e, &key);
}

/* ---- the model ---- */

static size_t m_from(void)
{
	return m.cursor < m.anchor ? m.cursor : m.anchor;
}

static size_t m_to(void)
{
	return m.cursor < m.anchor ? m.anchor : m.cursor;
}

static void m_replace(size_t from, size_t to, const char *s)
{
	struct bytes next = BYTES_INIT;

	bytes_add(&next, m.text.data, from);
	bytes_add_str(&next, s);
	m.cursor = m.anchor = next.len;
	bytes_add_str(&next, m.text.data + to);
	bytes_release(&m.text);
	m.text = next;
	m.is_marking = false;
}

static void m_go(size_t to, bool shift)
{
	m.cursor = to;
	if (!shift && !m.is_marking)
		m.anchor = to;
}

static void m_erase(size_t other)
{
	if (m_from() < m_to())
		m_replace(m_from(), m_to(), "");
	else if (other < m.cursor)
		m_replace(other, m.cursor, "");
	else if (other > m.cursor)
		m_replace(m.cursor, other, "");
}

static size_t m_paragraph_start(void)
{
	size_t at = m.cursor;

	while (at > 0 && m.text.data[at - 1] != '\n')
		at--;
	return at;
}

static void m_left_right(bool left)
{
	const char *s = m.text.data;

	if (m_from() < m_to() && !m.is_marking)
		m_go(left ? m_from() : m_to(), false);
	else
		m_go(left ? text_before(s, m.text.len, m.cursor)
			  : text_after(s, m.text.len, m.cursor),
		     false);
}

static void both(int what)
{
	const char *s = m.text.data;
	size_t n = m.text.len, at = m.cursor;

	switch (what) {
	case 0:
		press("Left");
		m_left_right(true);
		break;
	case 1:
		press("Right");
		m_left_right(false);
		break;
	case 2:
		press("Shift-Left");
		m_go(text_before(s, n, at), true);
		break;
	case 3:
		press("Ctrl-Shift-Right");
		m_go(text_word_after(s, n, at), true);
		break;
	case 4:
		press("Ctrl-Left");
		m_go(text_word_before(s, n, at), false);
		break;
	case 5:
		press("Backspace");
		m_erase(text_before(s, n, at));
		break;
	case 6:
		press("Delete");
		m_erase(text_after(s, n, at));
		break;
	case 7:
		press("^W");
		m_erase(text_word_before(s, n, at));
		break;
	case 8:
		press("Ctrl-Delete");
		m_erase(text_word_after(s, n, at));
		break;
	case 9:
		press("^@");
		if (!m.is_marking) {
			m.is_marking = true;
		} else { /* the same rule would be no check */
			m.anchor = e.anchor;
			m.cursor = e.cursor;
		}
		break;
	case 10:
		press("Ctrl-Home");
		m_go(0, false);
		break;
	case 11:
		press("Alt-a");
		m.anchor = 0;
		m.cursor = n;
		m.is_marking = false;
		break;
	case 12: /* twice Home is the paragraph's beginning */
		press("Home");
		press("Home");
		m_go(m_paragraph_start(), false);
		break;
	default:
		break;
	}
}

static void both_type(const char *s)
{
	struct key key = { .name = K_CHAR };

	text_decode(s, strlen(s), &key.ch);
	field_editor_key(&e, &key);
	m_replace(m_from(), m_to(), s);
}

static void both_paste(const char *s)
{
	field_editor_key(&e, &(struct key){ .name = K_PASTE_BEGIN });
	for (size_t i = 0, len; s[i]; i += len) {
		struct key key = { .name = K_CHAR };

		len = text_decode(s + i, strlen(s + i), &key.ch);
		if (s[i] == '\n')
			key = (struct key){ .name = K_ENTER };
		field_editor_key(&e, &key);
		if (i % 5 == 0)
			field_editor_settle(&e);
	}
	field_editor_key(&e, &(struct key){ .name = K_PASTE_END });
	m_replace(m_from(), m_to(), s);
}

/* ---- what is always true ---- */

static void lines_are_right(unsigned seed)
{
	struct text_lines lines = { 0 };

	text_lines_wrap(&lines, e.text.data, e.text.len, e.lines_width);
	cr_assert_eq(lines.n, e.lines.n, "seed %u", seed);
	cr_assert(!memcmp(lines.items, e.lines.items,
			  lines.n * sizeof *lines.items),
		  "seed %u", seed);
	text_lines_release(&lines);
}

static void is_like_the_model(unsigned seed, int step)
{
	cr_assert_str_eq(e.text.data, m.text.data, "seed %u step %d", seed,
			 step);
	cr_assert_eq(e.cursor, m.cursor, "seed %u step %d", seed, step);
	cr_assert_eq(e.anchor, m.anchor, "seed %u step %d", seed, step);
	cr_assert_eq(e.is_marking, m.is_marking, "seed %u step %d", seed, step);
	cr_assert_eq(e.n_chars, text_count(e.text.data, e.text.len),
		     "seed %u step %d", seed, step);
	lines_are_right(seed);
}

static void draw(int width)
{
	struct canvas canvas;

	canvas_init(&canvas, 3, width);
	field_editor_draw(&e, &canvas, (struct area){ 0, 0, 3, width });
	canvas_release(&canvas);
}

static void undo_all_redo_all(const char *first, unsigned seed)
{
	while (field_editor_undo(&e))
		;
	cr_assert_str_eq(e.text.data, first, "seed %u", seed);
	lines_are_right(seed);
	while (field_editor_redo(&e))
		;
	cr_assert_str_eq(e.text.data, m.text.data, "seed %u", seed);
	cr_assert_eq(e.n_chars, text_count(e.text.data, e.text.len));
	lines_are_right(seed);
}

Test(field_editor_model, any_keys)
{
	static const char first[] = "一二“三四”é，\n\n1.abc def。2.乙";
	static const char *const letters[] = { "a", "中",     "，", " ", "👨",
					       "🇨", "\u0301", "5",  ".", "“" };
	static const char *const pastes[] = { "甲", "乙\n丙", "\n", "a b c" };

	for (unsigned seed = 0; seed < 400; seed++) {
		srand(seed);
		field_editor_start(&e, first, strlen(first), true, false);
		bytes_clear(&m.text);
		bytes_add_str(&m.text, first);
		m.cursor = m.anchor = m.text.len;
		m.is_marking = false;
		draw(4 + (int)(seed % 20));
		for (int i = 0; i < 150; i++) {
			int what = rand() % 24;

			if (what < 13)
				both(what);
			else if (what < 14)
				both_paste(pastes[rand() % 4]);
			else
				both_type(letters[rand() % 10]);
			is_like_the_model(seed, i);
		}
		undo_all_redo_all(first, seed);
	}
}
