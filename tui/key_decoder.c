#include <config.h>

#include "tui/key_decoder.h"

#include <string.h>
#include "core/text.h"
#include "tui/key_burst.h"
#include "tui/key_sequence.h"

enum {
	REPLACEMENT = 0xFFFD,
	ESCAPE_MS = 50,
	SEQUENCE_MS = 1000,
	/* Longer than any pause inside a paste, even on a slow line. */
	PASTE_MS = 3000,
	BURST_MS = 80,
};

static const struct key no_key = { K_NONE, 0, false, false, false };

void key_decoder_learn(struct key_decoder *d, const char *sequence,
		       struct key key)
{
	size_t n = strlen(sequence);

	/* Single control characters mean themselves everywhere. */
	if (n < 2 || n >= LEARNT_KEY_BYTES || *sequence != KEY_ESC ||
	    d->n_learnt == LEARNT_KEYS)
		return;
	memcpy(d->learnt[d->n_learnt].bytes, sequence, n + 1);
	d->learnt[d->n_learnt++].key = key;
}

char *key_decoder_room(struct key_decoder *d, size_t *room)
{
	memmove(d->bytes, d->bytes + d->start, d->n);
	d->start = 0;
	*room = KEY_DECODER_BYTES - d->n;
	return d->bytes + d->n;
}

void key_decoder_grow(struct key_decoder *d, size_t n)
{
	d->is_burst |= !d->in_paste && !d->n && key_is_burst(d->bytes, n);
	d->n += n;
}

static size_t learnt_decode(const struct key_decoder *d, const char *s,
			    size_t n, struct key *key)
{
	for (size_t i = 0; i < d->n_learnt; i++) {
		const struct learnt_key *known = &d->learnt[i];
		size_t len = strlen(known->bytes);

		if (len <= n && !memcmp(known->bytes, s, len)) {
			*key = known->key;
			return len;
		}
	}
	return KEY_NEEDS_MORE;
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
		return KEY_NEEDS_MORE;
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

	if (byte == KEY_ESC) {
		if (n > 2 && s[2] == KEY_ESC)
			return 1; /* one by one */
		len = escape_decode(d, s + 1, n - 1, timed_out, key);
		if (!len)
			return KEY_NEEDS_MORE;
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
	*key = byte < 0x20 || byte == 0x7F ? key_of_control(byte)
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
		return timed_out ? 1 : KEY_NEEDS_MORE;
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
		return key_decode_csi(s, n, key);
	case 'O':
		return key_decode_ss3(s, n, key);
	case ']':
	case 'P':
	case '_':
	case '^':
	case 'X':
		len = key_decode_report(s, n);
		if (len || !timed_out)
			return len;
		break; /* not a report but Alt and then typing */
	}
	*key = key_named(K_ESCAPE, 0);
	return alt_decode(d, s, n, timed_out, key);
}

/* It can't be anything else: its rest is late, or will never come. */
static bool is_sequence(const char *s, size_t n)
{
	static const char colour[] = "\033]11;"; /* an answer's */

	while (n > 1 && s[1] == KEY_ESC)
		s++, n--;
	if (n > 2 && (s[1] == '[' || s[1] == 'O'))
		return true;
	return n >= sizeof colour - 1 && !memcmp(s, colour, sizeof colour - 1);
}

/* One that has broken off is dropped. */
static size_t sequence_decode(const struct key_decoder *d, const char *s,
			      size_t n, bool timed_out, struct key *key)
{
	bool is_sure = is_sequence(s, n);
	size_t len = escape_decode(d, s, n, timed_out && !is_sure, key);

	if (len || !timed_out)
		return len;
	*key = no_key;
	return n;
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

	if (*s == KEY_ESC && !memcmp(s, end, n < len_end ? n : len_end)) {
		if (n < len_end && !timed_out)
			return KEY_NEEDS_MORE;
		if (n >= len_end) {
			*key = key_named(K_PASTE_END, 0);
			return len_end;
		}
	}
	size_t len = key_answer_len(s, n);
	if (len > n && !timed_out)
		return KEY_NEEDS_MORE;
	if (len > 0 && len <= n)
		return len;
	if (!*s)
		*key = no_key;
	else if (*s == '\n' || *s == '\r' || *s == '\t')
		*key = key_of_control((unsigned char)*s);
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
	if (byte == KEY_ESC)
		return sequence_decode(d, s, d->n, timed_out, key);
	if (byte >= 0x20 && byte != 0x7F)
		return char_decode(s, d->n, key);
	*key = key_of_control(byte);
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
			d->is_burst = key_is_burst(d->bytes + d->start, d->n);
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
	const char *s = d->bytes + d->start;
	if (!d->n || *s != KEY_ESC)
		return -1;
	return is_sequence(s, d->n) ? SEQUENCE_MS : ESCAPE_MS;
}
