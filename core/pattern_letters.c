#include <config.h>

#include "core/pattern_letters.h"

#include <string.h>
#include "core/text.h"

enum { DEPTH_MAX = 50, PRODUCT_MAX = 24 };

struct reader {
	const char *at, *end;
	bool is_lost; /* something isn't understood: nothing is certain */
	int depth;
};

static bool choice_has(const struct letter_choice *c, uint32_t code)
{
	for (int i = 0; i < c->n; i++)
		if (c->codes[i] == code)
			return true;
	return false;
}

/* More than there is room for is left out: it says less, but nothing wrong. */
static void choice_add(struct letter_choice *c, uint32_t code)
{
	if (c->n < LETTERS_TOGETHER && !choice_has(c, code))
		c->codes[c->n++] = code;
}

static bool choice_covers(const struct letter_choice *a,
			  const struct letter_choice *b)
{
	for (int i = 0; i < b->n; i++)
		if (!choice_has(a, b->codes[i]))
			return false;
	return true;
}

static void add_choice(struct letters *l, const struct letter_choice *choice)
{
	/* a choice that asks for less makes it needless */
	for (int i = 0; i < l->n; i++)
		if (choice_covers(choice, &l->choices[i]))
			return;
	if (l->n == LETTERS_MAX)
		l->n = LETTERS_ANY;
	if (l->n != LETTERS_ANY)
		l->choices[l->n++] = *choice;
}

static void add_letter(struct letters *l, uint32_t code)
{
	add_choice(l, &(struct letter_choice){ { code }, 1 });
}

static void add_range(struct letters *l, uint32_t first, uint32_t last)
{
	if (first > last || last - first >= LETTERS_MAX)
		l->n = LETTERS_ANY;
	for (; l->n != LETTERS_ANY && first <= last; first++)
		add_letter(l, first);
}

void letters_or(struct letters *l, const struct letters *more)
{
	if (more->n == LETTERS_ANY)
		l->n = LETTERS_ANY;
	for (int i = 0; i < more->n; i++)
		add_choice(l, &more->choices[i]);
}

/* Roughly, of 10,000 texts, for how many there is a choice. */
static int how_many(const struct letters *l)
{
	int sum = 0;

	for (int i = 0; i < l->n; i++) {
		int each = 10000;

		for (int k = 0; k < l->choices[i].n; k++)
			each /= 5;
		sum += each;
	}
	return sum;
}

void letters_and(struct letters *l, const struct letters *more)
{
	struct letters both = { .n = 0 };

	if (more->n == LETTERS_ANY)
		return;
	if (l->n == LETTERS_ANY || l->n * more->n > PRODUCT_MAX) {
		if (l->n == LETTERS_ANY || how_many(l) > how_many(more))
			*l = *more;
		return;
	}
	for (int i = 0; i < l->n; i++)
		for (int j = 0; j < more->n; j++) {
			struct letter_choice choice = l->choices[i];

			for (int k = 0; k < more->choices[j].n; k++)
				choice_add(&choice, more->choices[j].codes[k]);
			add_choice(&both, &choice);
		}
	*l = both;
}

void letters_of_text(const char *text, size_t n, struct letters *out)
{
	struct letter_choice choice = { .n = 0 };
	uint32_t code;
	size_t len;

	for (size_t at = 0; at < n; at += len) {
		len = text_decode(text + at, n - at, &code);
		if (!len)
			break;
		choice_add(&choice, code);
	}
	out->n = 0;
	add_choice(out, &choice);
	if (choice.n == 0)
		out->n = LETTERS_ANY;
}

static bool skip(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static uint32_t next_code(struct reader *r)
{
	uint32_t code = 0;
	size_t n = text_decode(r->at, (size_t)(r->end - r->at), &code);

	r->is_lost |= n == 0;
	r->at += n;
	return code;
}

static void lose(struct reader *r)
{
	r->is_lost = true;
	r->at = r->end;
}

/* Behind a backslash: adds what it stands for; LETTERS_ANY for a place, and for
   what stands for too many characters. */
static void read_escape(struct reader *r, struct letters *out)
{
	uint32_t code = r->at < r->end ? next_code(r) : 0;

	switch (code) {
	case 'd':
		add_range(out, '0', '9');
		return;
	case 's':
		add_letter(out, ' ');
		add_range(out, '\t', '\r');
		return;
	case 't':
		add_letter(out, '\t');
		return;
	case 'n':
		add_letter(out, '\n');
		return;
	case 'r':
		add_letter(out, '\r');
		return;
	case 'b':
	case 'D':
	case 'S':
	case 'w':
	case 'W':
		out->n = LETTERS_ANY;
		return;
	default:
		if (code < 0x80 && text_is_letter(code))
			lose(r);
		else if (code >= '0' && code <= '9')
			lose(r);
		else
			add_letter(out, code);
	}
}

/* One character of a class, or (false) what stands for several, added. */
static bool read_class_sign(struct reader *r, struct letters *out,
			    uint32_t *code)
{
	struct letters one = { .n = 0 };

	if (!skip(r, "\\")) {
		*code = next_code(r);
		return true;
	}
	read_escape(r, &one);
	if (one.n != 1 || one.choices[0].n != 1) {
		letters_or(out, &one);
		return false;
	}
	*code = one.choices[0].codes[0];
	return true;
}

/* Behind a [ */
static void read_class(struct reader *r, struct letters *out)
{
	bool is_negated = skip(r, "^");
	uint32_t first, last;

	do {
		/* [:alpha:] */
		if (r->end - r->at > 1 && r->at[0] == '[' &&
		    strchr(":.=", r->at[1]))
			lose(r);
		if (r->at >= r->end) {
			lose(r);
			return;
		}
		if (!read_class_sign(r, out, &first))
			continue;
		last = first;
		if (r->end - r->at > 1 && r->at[0] == '-' && r->at[1] != ']') {
			r->at++;
			if (!read_class_sign(r, out, &last))
				lose(r);
		}
		add_range(out, first, last);
	} while (!skip(r, "]"));
	if (is_negated)
		out->n = LETTERS_ANY;
}

static void read_choices(struct reader *r, struct letters *out);

/* Behind a ( */
static void read_group(struct reader *r, struct letters *out)
{
	bool is_refused = false;

	if (skip(r, "?<!") || skip(r, "?!"))
		is_refused = true;
	else if (skip(r, "?:") || skip(r, "?=") || skip(r, "?<=") ||
		 skip(r, "?>"))
		;
	else if (skip(r, "?<")) {
		while (r->at < r->end && *r->at != '>')
			r->at++;
		r->at += r->at < r->end;
	} else if (r->at < r->end && (*r->at == '?' || *r->at == '*')) {
		lose(r);
	}
	if (++r->depth > DEPTH_MAX)
		lose(r);
	read_choices(r, out);
	r->depth--;
	if (!skip(r, ")"))
		lose(r);
	if (is_refused)
		out->n = LETTERS_ANY;
}

static void read_atom(struct reader *r, struct letters *out)
{
	if (skip(r, "("))
		read_group(r, out);
	else if (skip(r, "["))
		read_class(r, out);
	else if (skip(r, "\\"))
		read_escape(r, out);
	else if (skip(r, ".") || skip(r, "^") || skip(r, "$"))
		out->n = LETTERS_ANY;
	else
		add_letter(out, next_code(r));
}

static bool is_digit(const struct reader *r)
{
	return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

/* {2} {2,} {2,3}; anything else in braces is no repetition. */
static bool skip_count(struct reader *r, bool *may_be_none)
{
	const char *start = r->at;

	if (!skip(r, "{") || !is_digit(r)) {
		r->at = start;
		return false;
	}
	*may_be_none = true;
	while (is_digit(r))
		*may_be_none &= *r->at++ == '0';
	if (skip(r, ","))
		while (is_digit(r))
			r->at++;
	if (skip(r, "}"))
		return true;
	r->at = start;
	return false;
}

/* How often the atom before it: it says nothing if that may be none. */
static void read_repetition(struct reader *r, struct letters *l)
{
	bool may_be_none = false;

	if (skip(r, "*") || skip(r, "?"))
		may_be_none = true;
	else if (!skip(r, "+") && !skip_count(r, &may_be_none))
		return;
	if (!skip(r, "?"))
		skip(r, "+");
	if (may_be_none)
		l->n = LETTERS_ANY;
}

static void read_sequence(struct reader *r, struct letters *out)
{
	out->n = LETTERS_ANY;
	while (r->at < r->end && *r->at != '|' && *r->at != ')') {
		struct letters l = { .n = 0 };

		read_atom(r, &l);
		read_repetition(r, &l);
		letters_and(out, &l);
	}
}

static void read_choices(struct reader *r, struct letters *out)
{
	struct letters one;

	do {
		read_sequence(r, &one);
		letters_or(out, &one);
	} while (skip(r, "|"));
}

void pattern_letters_find(const char *source, size_t n, struct letters *out)
{
	struct reader r = { .at = source, .end = source + n };

	out->n = 0;
	read_choices(&r, out);
	if (r.is_lost || r.at != r.end)
		out->n = LETTERS_ANY;
}
