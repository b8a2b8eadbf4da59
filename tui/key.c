#include <config.h>

#include "tui/key.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/text.h"

static const struct {
	enum key_name name;
	const char *text;
} names[] = {
	{ K_ENTER, "Enter" },
	{ K_TAB, "Tab" },
	{ K_ESCAPE, "Esc" },
	{ K_BACKSPACE, "Backspace" },
	{ K_DELETE, "Delete" },
	{ K_INSERT, "Insert" },
	{ K_UP, "Up" },
	{ K_DOWN, "Down" },
	{ K_LEFT, "Left" },
	{ K_RIGHT, "Right" },
	{ K_HOME, "Home" },
	{ K_END, "End" },
	{ K_PAGE_UP, "PgUp" },
	{ K_PAGE_DOWN, "PgDn" },
	{ K_PASTE_BEGIN, "PasteBegin" },
	{ K_PASTE_END, "PasteEnd" },
	{ K_WHEEL_UP, "WheelUp" },
	{ K_WHEEL_DOWN, "WheelDown" },
	{ K_RESIZE, "Resize" },
	{ K_REDRAW, "Redraw" },
	{ K_TERMINATE, "Terminate" },
	{ K_HANGUP, "Hangup" },
};
#define N_NAMES (sizeof names / sizeof *names)

static void name_print(struct bytes *out, enum key_name name)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (names[i].name == name)
			bytes_add_str(out, names[i].text);
}

void key_print(struct bytes *out, const struct key *key)
{
	char utf8[4];

	if (key->ctrl)
		bytes_add_str(out, "Ctrl-");
	if (key->alt)
		bytes_add_str(out, "Alt-");
	if (key->shift)
		bytes_add_str(out, "Shift-");
	switch (key->name) {
	case K_CHAR:
		if (key->ch == ' ')
			bytes_add_str(out, "Space");
		else
			bytes_add(out, utf8, text_encode(key->ch, utf8));
		break;
	case K_CTRL:
		bytes_printf(out, "^%c",
			     (char)(key->ch >= 'a' && key->ch <= 'z'
					    ? key->ch - 'a' + 'A'
					    : key->ch));
		break;
	case K_F:
		bytes_printf(out, "F%u", (unsigned)key->ch);
		break;
	case K_CLICK:
		bytes_printf(out, "Click-%u,%u", (unsigned)(key->ch >> 16),
			     (unsigned)(key->ch & 0xFFFF));
		break;
	case K_BACKTAB:
		bytes_add_str(out, "Shift-Tab");
		break;
	default:
		name_print(out, key->name);
	}
}

static bool prefix_take(const char **s, const char *prefix)
{
	size_t len = strlen(prefix);

	if (strncmp(*s, prefix, len) != 0 || !(*s)[len])
		return false;
	*s += len;
	return true;
}

static bool function_parse(const char *s, struct key *key)
{
	char *end;

	if (*s != 'F' || s[1] < '1' || s[1] > '9')
		return false;
	key->ch = (uint32_t)strtoul(s + 1, &end, 10);
	key->name = K_F;
	return !*end && key->ch <= 24;
}

static bool name_parse(const char *s, struct key *key)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (!strcmp(s, names[i].text)) {
			key->name = names[i].name;
			if (key->name == K_TAB && key->shift) {
				key->name = K_BACKTAB;
				key->shift = false;
			}
			return true;
		}
	return false;
}

/* Row and column. */
static bool click_parse(const char *s, struct key *key)
{
	unsigned y, x;
	int end = 0;

	if (sscanf(s, "Click-%5u,%5u%n", &y, &x, &end) != 2 || s[end] ||
	    y > 0xFFFF || x > 0xFFFF)
		return false;
	key->name = K_CLICK;
	key->ch = y << 16 | x;
	return true;
}

static bool char_parse(const char *s, struct key *key)
{
	size_t n = strlen(s);

	if (!strcmp(s, "Space")) {
		s = " ";
		n = 1;
	}
	if (!n || text_decode(s, n, &key->ch) != n)
		return false;
	key->name = K_CHAR;
	return true;
}

bool key_parse(const char *s, struct key *key)
{
	*key = (struct key){ 0 };
	key->ctrl = prefix_take(&s, "Ctrl-");
	key->alt = prefix_take(&s, "Alt-");
	key->shift = prefix_take(&s, "Shift-");
	if (name_parse(s, key) || function_parse(s, key) || click_parse(s, key))
		return true;
	if (key->ctrl || key->shift)
		return false;
	if (*s == '^' && s[1] >= '@' && s[1] <= '_' && !s[2]) {
		key->name = K_CTRL;
		key->ch = (unsigned char)s[1];
		if (key->ch >= 'A' && key->ch <= 'Z')
			key->ch += 'a' - 'A';
		return true;
	}
	return char_parse(s, key);
}

bool key_equal(const struct key *a, const struct key *b)
{
	return a->name == b->name && a->ch == b->ch && a->alt == b->alt &&
	       a->ctrl == b->ctrl && a->shift == b->shift;
}

struct key key_fold(struct key key)
{
	if (key.name == K_CHAR && key.ch >= 0xFF01 && key.ch <= 0xFF5E)
		key.ch -= 0xFEE0;
	else if (key.name == K_CHAR && key.ch == 0x3000)
		key.ch = ' ';
	return key;
}

bool key_is_han(const struct key *key)
{
	return key->name == K_CHAR && text_is_han(key->ch);
}
