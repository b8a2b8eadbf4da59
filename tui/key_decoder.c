#include <config.h>

#include "tui/key_decoder.h"

#include <string.h>
#include "core/text.h"

enum {
	ESC = 0x1B,
	BEL = 0x07,
	REPLACEMENT = 0xFFFD,
	ESCAPE_MS = 50,
	/* Longer than any pause inside a paste, even on a slow line. */
	PASTE_MS = 3000,
	/* Nobody types so much at once, even on a slow line. */
	BURST_BYTES = 256,
	BURST_BREAKS = 3,
	BLOCK_BYTES = 64,
	BURST_MS = 80,
	/* Longer is no key but garbage. */
	SEQUENCE_MAX = 64,
	REPORT_MAX = 1024,
};

/* What a decoder of a piece says: bytes taken, or one of these. */
enum { NEED_MORE = 0 };

static const struct key no_key = { K_NONE, 0, false, false, false };

void key_decoder_learn(struct key_decoder *d, const char *sequence,
		       struct key key)
{
	size_t n = strlen(sequence);

	/* Single control characters mean themselves everywhere. */
	if (n < 2 || n >= KEY_SEQUENCE_BYTES || *sequence != ESC ||
	    d->n_sequences == KEY_SEQUENCES)
		return;
	memcpy(d->sequences[d->n_sequences].bytes, sequence, n + 1);
	d->sequences[d->n_sequences++].key = key;
}

char *key_decoder_room(struct key_decoder *d, size_t *room)
{
	memmove(d->bytes, d->bytes + d->start, d->n);
	d->start = 0;
	*room = KEY_DECODER_BYTES - d->n;
	return d->bytes + d->n;
}

/* What the terminal answers may stand in the middle of a paste: CSI ? … c or $y.
   Its length, 0 if it is none; n + 1 if it may become one. */
static size_t answer_len(const char *s, size_t n)
{
	static const char begin[] = "\033[?";
	size_t i = sizeof begin - 1;

	if (memcmp(s, begin, n < i ? n : i) != 0)
		return 0;
	while (i < n && strchr("0123456789;$", s[i]) && s[i])
		i++;
	if (i >= n)
		return n < SEQUENCE_MAX ? n + 1 : 0;
	return s[i] == 'c' || s[i] == 'y' ? i + 1 : 0;
}

/* Whole rows of equally many cells, more than is typed while a line is stalled. */
static bool is_block(const char *s, size_t n)
{
	size_t rows = 0, tabs = 0, first_tabs = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_break = s[i] == '\r' || s[i] == '\n';

		if ((unsigned char)s[i] < ' ' && !is_break && s[i] != '\t')
			return false;
		tabs += s[i] == '\t';
		if (!is_break && i + 1 < n)
			continue;
		if (rows == 0)
			first_tabs = tabs;
		if (tabs == 0 || tabs != first_tabs)
			return false;
		rows++;
		tabs = 0;
		i += i + 1 < n && s[i] == '\r' && s[i + 1] == '\n';
	}
	return n >= BLOCK_BYTES && rows > 1;
}

static bool is_burst(const char *s, size_t n)
{
	int breaks = 0;

	if (n < BURST_BYTES)
		return is_block(s, n);
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] == ESC && !answer_len(s + i, n - i))
			return false;
		breaks += s[i] == '\r' || s[i] == '\n' || s[i] == '\t';
	}
	return s[n - 1] != ESC && breaks >= BURST_BREAKS;
}

void key_decoder_grow(struct key_decoder *d, size_t n)
{
	d->is_burst |= !d->in_paste && !d->n && is_burst(d->bytes, n);
	d->n += n;
}

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

static struct key key_named(enum key_name name, uint32_t ch)
{
	struct key key = no_key;

	key.name = name;
	key.ch = ch;
	return key;
}

/* The key of a control character, DEL included. */
static struct key control_key(unsigned char byte)
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
	case ESC:
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
		key = control_key((unsigned char)code);
	/* Function keys of the kitty protocol, which nobody asked for; and before
	   them what is no character. */
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
	switch (letter) {
	case 'A':
		return key_named(K_UP, 0);
	case 'B':
		return key_named(K_DOWN, 0);
	case 'C':
		return key_named(K_RIGHT, 0);
	case 'D':
		return key_named(K_LEFT, 0);
	case 'F':
		return key_named(K_END, 0);
	case 'H':
		return key_named(K_HOME, 0);
	case 'Z':
		return key_named(K_BACKTAB, 0);
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return key_named(K_F, (uint32_t)(letter - 'P' + 1));
	default:
		return no_key;
	}
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

/* SS3, s[0] = ESC, s[1] = 'O'. */
static size_t ss3_decode(const char *s, size_t n, struct key *key)
{
	static const char keypad[] = "*+,-./0123456789";
	const char *p = s + 2;
	unsigned modifiers = number_take(&p, s + n);

	if (p < s + n && *p == ';') {
		p++;
		modifiers = number_take(&p, s + n);
	}
	if (p == s + n)
		return NEED_MORE;
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

/* CSI, s[0] = ESC, s[1] = '['. */
static size_t csi_decode(const char *s, size_t n, struct key *key)
{
	size_t i = 2;

	if (n > 2 && s[2] == '[') { /* the Linux console's F1 to F5 */
		if (n > 3 && s[3] >= 'A' && s[3] <= 'E')
			*key = key_named(K_F, (uint32_t)(s[3] - 'A' + 1));
		return n > 3 ? 4 : NEED_MORE;
	}
	if (n > 2 && s[2] == 'M') /* a mouse of old, which nobody asked for */
		return n >= 6 ? 6 : NEED_MORE;
	while (i < n && s[i] >= 0x20 && s[i] <= 0x3F) {
		if (s[i] == '$' && i > 2 && s[2] >= '0' && s[2] <= '9' &&
		    (i + 1 == n || s[i + 1] != 'y'))
			break;
		if (++i == SEQUENCE_MAX)
			return i;
	}
	if (i == n)
		return NEED_MORE;
	/* A new ESC or a control character: the sequence broke off. */
	if (s[i] < 0x20 || s[i] == 0x7F)
		return i;
	*key = csi_key(s + 2, s + i);
	return i + 1;
}

/* OSC, DCS and the like, up to their end: reports. */
static size_t report_decode(const char *s, size_t n)
{
	for (size_t i = 2; i < n; i++) {
		if (s[i] == BEL)
			return i + 1;
		if (s[i] == '\\' && s[i - 1] == ESC)
			return i + 1;
		if (i == REPORT_MAX)
			return i;
	}
	return NEED_MORE;
}

static size_t learnt_decode(const struct key_decoder *d, const char *s,
			    size_t n, struct key *key)
{
	for (size_t i = 0; i < d->n_sequences; i++) {
		const struct key_sequence *known = &d->sequences[i];
		size_t len = strlen(known->bytes);

		if (len <= n && !memcmp(known->bytes, s, len)) {
			*key = known->key;
			return len;
		}
	}
	return NEED_MORE;
}

static size_t char_decode(const char *s, size_t n, struct key *key)
{
	unsigned char lead = (unsigned char)*s;
	size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, have = 1;
	uint32_t code;
	size_t len = text_decode(s, n, &code);

	if (len) {
		*key = key_named(K_CHAR, code);
		return len;
	}
	if (lead < 0xC2 || lead > 0xF4)
		want = 1;
	while (have < n && have < want && (s[have] & 0xC0) == 0x80)
		have++;
	if (have == n && have < want)
		return NEED_MORE;
	*key = key_named(K_CHAR, REPLACEMENT);
	return have;
}

static size_t escape_decode(const struct key_decoder *d, const char *s,
			    size_t n, bool timed_out, struct key *key);

/* ESC and what is behind it, a single key with Alt. */
static size_t alt_decode(const struct key_decoder *d, const char *s, size_t n,
			 bool timed_out, struct key *key)
{
	unsigned char byte = (unsigned char)s[1];
	size_t len;

	if (byte == ESC) {
		if (n > 2 && s[2] == ESC)
			return 1; /* one by one */
		len = escape_decode(d, s + 1, n - 1, timed_out, key);
		if (!len)
			return NEED_MORE;
		/* no key with Alt: an answer of the terminal, for one */
		if (len == 1 || key->name == K_ESCAPE || key->alt ||
		    key->name == K_PASTE_BEGIN || key->name == K_NONE) {
			*key = key_named(K_ESCAPE, 0);
			return 1;
		}
		key->alt = true;
		return len + 1;
	}
	/* Esc and then an input method's character, not Alt. */
	if (byte >= 0x80)
		return 1;
	*key = byte < 0x20 || byte == 0x7F ? control_key(byte)
					   : key_named(K_CHAR, byte);
	key->alt = key->name != K_NONE;
	return 2;
}

static size_t escape_decode(const struct key_decoder *d, const char *s,
			    size_t n, bool timed_out, struct key *key)
{
	size_t len;

	*key = key_named(K_ESCAPE, 0);
	if (n == 1)
		return timed_out ? 1 : NEED_MORE;
	if ((len = learnt_decode(d, s, n, key)))
		return len;
	if (n == 2 && timed_out && s[1] && strchr("[O]P_^X", s[1])) {
		*key = key_named(K_CHAR, (unsigned char)s[1]);
		key->alt = true;
		return 2;
	}
	*key = no_key;
	switch (s[1]) {
	case '[':
		return csi_decode(s, n, key);
	case 'O':
		return ss3_decode(s, n, key);
	case ']':
	case 'P':
	case '_':
	case '^':
	case 'X':
		len = report_decode(s, n);
		if (len || !timed_out)
			return len;
		break; /* not a report but Alt and then typing */
	}
	*key = key_named(K_ESCAPE, 0);
	return alt_decode(d, s, n, timed_out, key);
}

/* A character that was cut off by the end of a paste is a broken one. */
static size_t paste_char_decode(const char *s, size_t n, bool timed_out,
				struct key *key)
{
	size_t len = char_decode(s, n, key);

	if (len || !timed_out)
		return len;
	*key = key_named(K_CHAR, REPLACEMENT);
	return n;
}

/* Inside a paste everything but its end is text, control characters too. */
static size_t paste_decode(struct key_decoder *d, const char *s, size_t n,
			   bool timed_out, struct key *key)
{
	static const char end[] = "\033[201~";
	size_t len_end = sizeof end - 1;

	if (*s == ESC && !memcmp(s, end, n < len_end ? n : len_end)) {
		if (n < len_end && !timed_out)
			return NEED_MORE;
		if (n >= len_end) {
			*key = key_named(K_PASTE_END, 0);
			return len_end;
		}
	}
	size_t len = answer_len(s, n);
	if (len > n && !timed_out)
		return NEED_MORE;
	if (len > 0 && len <= n)
		return len;
	if (!*s)
		*key = no_key;
	else if (*s == '\n' || *s == '\r' || *s == '\t')
		*key = control_key((unsigned char)*s);
	else
		return paste_char_decode(s, n, timed_out, key);
	if (*s == '\n' && d->after_return)
		*key = no_key;
	return 1;
}

/* One step: bytes taken, and the key if they made one. */
static size_t piece_decode(struct key_decoder *d, bool timed_out,
			   struct key *key)
{
	const char *s = d->bytes + d->start;
	unsigned char byte = (unsigned char)*s;

	*key = no_key;
	if (d->in_paste)
		return paste_decode(d, s, d->n, timed_out, key);
	if (byte == ESC)
		return escape_decode(d, s, d->n, timed_out, key);
	if (byte >= 0x20 && byte != 0x7F)
		return char_decode(s, d->n, key);
	*key = control_key(byte);
	return 1;
}

bool key_decoder_next(struct key_decoder *d, bool timed_out, struct key *key)
{
	while (d->n) {
		if (d->is_burst && !d->in_paste) {
			d->in_paste = true;
			*key = key_named(K_PASTE_BEGIN, 0);
			return true;
		}
		bool is_return = d->bytes[d->start] == '\r';
		size_t len = piece_decode(d, timed_out, key);

		if (!len && d->n == KEY_DECODER_BYTES)
			len = 1;
		if (!len)
			break;
		bool is_report = key->name == K_NONE && len > 2;
		if (d->answer && is_report)
			d->answer(d->bytes + d->start, len);
		d->start += len;
		d->n -= len;
		d->after_return = is_return;
		if (key->name == K_PASTE_BEGIN || key->name == K_PASTE_END)
			d->in_paste = key->name == K_PASTE_BEGIN;
		d->is_burst &= d->in_paste;
		/* it may come right behind what the terminal answered */
		if (is_report && !d->in_paste)
			d->is_burst = is_burst(d->bytes + d->start, d->n);
		if (key->name != K_NONE)
			return true;
	}
	*key = no_key;
	if (!d->in_paste || !timed_out || d->n)
		return false;
	d->in_paste = d->is_burst = false;
	*key = key_named(K_PASTE_END, 0);
	return true;
}

int key_decoder_patience_ms(const struct key_decoder *d)
{
	if (d->in_paste)
		return d->is_burst ? BURST_MS : PASTE_MS;
	return d->n && d->bytes[d->start] == ESC ? ESCAPE_MS : -1;
}
