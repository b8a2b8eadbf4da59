#include <config.h>

#include "tui/key_sequence.h"

enum {
	BEL = 0x07,
	REPORT_MAX = 1024,
};

static const struct key no_key = { K_NONE, 0, false, false, false };

/* The number at s; a missing one is 0. */
static unsigned number_take(const char **s, const char *end)
{
	unsigned number = 0;

	while (*s < end && **s >= '0' && **s <= '9' && number < 0x110000)
		number = number * 10 + (unsigned)(*(*s)++ - '0');
	return number;
}

/* xterm's modifiers: 1 + Shift 1, Alt 2, Ctrl 4, Meta 8. */
static void modifiers_set(struct key *key, unsigned modifiers)
{
	unsigned bits = modifiers ? modifiers - 1 : 0;

	key->shift |= bits & 1;
	key->alt |= (bits & 2) || (bits & 8);
	key->ctrl |= (bits & 4) != 0;
	if (key->name == K_TAB && key->shift)
		key->name = K_BACKTAB;
	if (key->name == K_BACKTAB)
		key->shift = false;
}

struct key key_named(enum key_name name, uint32_t ch)
{
	struct key key = no_key;

	key.name = name;
	key.ch = ch;
	return key;
}

struct key key_of_control(unsigned char byte)
{
	switch (byte) {
	case 0: /* Ctrl-Space */
		return key_named(K_CTRL, '@');
	case '\t':
		return key_named(K_TAB, 0);
	case '\n':
	case '\r':
		return key_named(K_ENTER, 0);
	case 0x08:
	case 0x7F:
		return key_named(K_BACKSPACE, 0);
	case KEY_ESC:
		return key_named(K_ESCAPE, 0);
	default:
		return key_named(K_CTRL,
				 byte <= 26 ? byte + 0x60u : byte + 0x40u);
	}
}

/* A key given by its code point and modifiers: CSI u and CSI 27;m;c~. */
static struct key code_key(unsigned code, unsigned modifiers)
{
	struct key key = key_named(K_CHAR, code);

	if (code < 0x20 || code == 0x7F)
		key = key_of_control((unsigned char)code);
	/* Function keys of the kitty protocol, which nobody asked for; and
	   before them what is no character. */
	if (code > 0x10FFFF || (code >= 0xD800 && code < 0xF900))
		return no_key;
	modifiers_set(&key, modifiers);
	if (key.name != K_CHAR)
		return key;
	key.shift = false;
	if (key.ctrl && code == ' ')
		key = key_named(K_CTRL, '@');
	else if (key.ctrl && code >= 'a' && code <= 'z')
		key.name = K_CTRL;
	else if (key.ctrl)
		return no_key;
	key.ctrl = false;
	return key;
}

/* CSI number ~, and rxvt's forms of it. */
static struct key tilde_key(unsigned number)
{
	static const struct {
		unsigned char number, name, ch;
	} table[] = {
		{ 1, K_HOME, 0 },
		{ 2, K_INSERT, 0 },
		{ 3, K_DELETE, 0 },
		{ 4, K_END, 0 },
		{ 5, K_PAGE_UP, 0 },
		{ 6, K_PAGE_DOWN, 0 },
		{ 7, K_HOME, 0 },
		{ 8, K_END, 0 },
		{ 11, K_F, 1 },
		{ 12, K_F, 2 },
		{ 13, K_F, 3 },
		{ 14, K_F, 4 },
		{ 15, K_F, 5 },
		{ 17, K_F, 6 },
		{ 18, K_F, 7 },
		{ 19, K_F, 8 },
		{ 20, K_F, 9 },
		{ 21, K_F, 10 },
		{ 23, K_F, 11 },
		{ 24, K_F, 12 },
		{ 25, K_F, 13 },
		{ 26, K_F, 14 },
		{ 28, K_F, 15 },
		{ 29, K_F, 16 },
		{ 31, K_F, 17 },
		{ 32, K_F, 18 },
		{ 33, K_F, 19 },
		{ 34, K_F, 20 },
		{ 200, K_PASTE_BEGIN, 0 },
		{ 201, K_PASTE_END, 0 },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].number == number) {
			struct key key = key_named((enum key_name)table[i].name,
						   table[i].ch);
			/* The Linux console's and VT's F13 is Shift-F1. */
			if (key.name == K_F && key.ch > 12) {
				key.ch -= 12;
				key.shift = true;
			}
			return key;
		}
	return no_key;
}

/* The letter behind CSI or SS3, the same keys for both. */
static struct key letter_key(char letter)
{
	static const enum key_name names['Z' + 1] = {
		['A'] = K_UP,	   ['B'] = K_DOWN, ['C'] = K_RIGHT,
		['D'] = K_LEFT,	   ['F'] = K_END,  ['H'] = K_HOME,
		['Z'] = K_BACKTAB,
	};

	if (letter >= 'P' && letter <= 'S')
		return key_named(K_F, (uint32_t)(letter - 'P' + 1));
	return letter >= 'A' && letter <= 'Z'
		       ? key_named(names[(unsigned char)letter], 0)
		       : no_key;
}

/* rxvt: a small letter is Shift behind CSI, Ctrl behind SS3. */
static struct key small_arrow_key(char letter, bool is_ctrl)
{
	struct key key = no_key;

	if (letter >= 'a' && letter <= 'd') {
		key = letter_key((char)(letter - 'a' + 'A'));
		key.ctrl = is_ctrl;
		key.shift = !is_ctrl;
	}
	return key;
}

size_t key_decode_ss3(const char *s, size_t n, struct key *key)
{
	static const char keypad[] = "*+,-./0123456789";
	const char *p = s + 2;
	unsigned modifiers = number_take(&p, s + n);

	if (p < s + n && *p == ';') {
		p++;
		modifiers = number_take(&p, s + n);
	}
	if (p == s + n)
		return KEY_NEEDS_MORE;
	if (*p >= 'j' && *p <= 'y')
		*key = key_named(K_CHAR, (unsigned char)keypad[*p - 'j']);
	else if (*p >= 'a' && *p <= 'd')
		*key = small_arrow_key(*p, true);
	else if (*p == 'M')
		*key = key_named(K_ENTER, 0);
	else
		*key = letter_key(*p);
	if (key->name != K_NONE)
		modifiers_set(key, modifiers);
	return (size_t)(p - s) + 1;
}

/* CSI < button ; column ; row M: the mouse, as SGR 1006 has it. Who holds Shift
   means the terminal, and a button that is let go does nothing. */
static struct key mouse_key(const char *params, const char *end)
{
	unsigned numbers[3] = { 0 };
	enum { SHIFT = 4, MOVED = 32, WHEEL = 64 };

	for (int i = 0; i < 3 && params < end; i++, params++)
		numbers[i] = number_take(&params, end);
	if (*end != 'M' || numbers[0] & (SHIFT | MOVED) || !numbers[1] ||
	    !numbers[2] || numbers[1] > 0xFFFF || numbers[2] > 0xFFFF)
		return no_key;
	if ((numbers[0] & (WHEEL | 3)) == WHEEL)
		return key_named(K_WHEEL_UP, 0);
	if ((numbers[0] & (WHEEL | 3)) == (WHEEL | 1))
		return key_named(K_WHEEL_DOWN, 0);
	if (numbers[0] & (WHEEL | 3))
		return no_key;
	return key_named(K_CLICK, (numbers[2] - 1) << 16 | (numbers[1] - 1));
}

/* A whole CSI: what it means. */
static struct key csi_key(const char *params, const char *end)
{
	unsigned numbers[3] = { 0 };
	struct key key;
	char final = *end;

	if (*params == '<')
		return mouse_key(params + 1, end);
	if (*params >= '<' && *params <= '?')
		return no_key; /* a report */
	for (size_t i = 0; i < 3 && params < end; i++) {
		numbers[i] = number_take(&params, end);
		while (params < end && *params != ';')
			params++;
		params += params < end;
	}
	if (final == 'u')
		return code_key(numbers[0], numbers[1]);
	if (final == '~' && numbers[0] == 27)
		return code_key(numbers[2], numbers[1]);
	if (final == 'R' && numbers[0] > 1)
		return no_key; /* where the cursor is */
	if (final == '~' || final == '^' || final == '$' || final == '@')
		key = tilde_key(numbers[0]);
	else if (final >= 'a' && final <= 'd')
		key = small_arrow_key(final, false);
	else
		key = letter_key(final);
	if (key.name == K_NONE)
		return key;
	key.shift |= final == '$' || final == '@';
	key.ctrl |= final == '^' || final == '@';
	modifiers_set(&key, numbers[1]);
	return key;
}

size_t key_decode_csi(const char *s, size_t n, struct key *key)
{
	size_t i = 2;

	if (n > 2 && s[2] == '[') { /* the Linux console's F1 to F5 */
		if (n > 3 && s[3] >= 'A' && s[3] <= 'E')
			*key = key_named(K_F, (uint32_t)(s[3] - 'A' + 1));
		return n > 3 ? 4 : KEY_NEEDS_MORE;
	}
	if (n > 2 && s[2] == 'M') /* a mouse of old, which nobody asked for */
		return n >= 6 ? 6 : KEY_NEEDS_MORE;
	while (i < n && s[i] >= 0x20 && s[i] <= 0x3F) {
		if (s[i] == '$' && i > 2 && s[2] >= '0' && s[2] <= '9' &&
		    (i + 1 == n || s[i + 1] != 'y'))
			break;
		if (++i == KEY_SEQUENCE_MAX)
			return i;
	}
	if (i == n)
		return KEY_NEEDS_MORE;
	/* A new ESC or a control character: the sequence broke off. */
	if (s[i] < 0x20 || s[i] == 0x7F)
		return i;
	*key = csi_key(s + 2, s + i);
	return i + 1;
}

size_t key_decode_report(const char *s, size_t n)
{
	for (size_t i = 2; i < n; i++) {
		if (s[i] == BEL)
			return i + 1;
		if (s[i] == '\\' && s[i - 1] == KEY_ESC)
			return i + 1;
		if (i == REPORT_MAX)
			return i;
	}
	return KEY_NEEDS_MORE;
}
