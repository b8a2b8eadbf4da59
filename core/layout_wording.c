#include <config.h>
#include "core/layout_wording.h"

#include <string.h>

#include "core/amount.h"
#include "core/text.h"
#include "core/text_plain.h"

/* wording_may_be_bracket() has the first bytes of all of them. */
static const char *const opening[] = { "(", "（", "[", "［", "【", "〔", NULL };
static const char *const closing[] = { ")", "）", "]", "］", "】", "〕", NULL };

/* How long the bracket is that stands there; 0: none does. */
static size_t bracket_len(const char *s, size_t n, const char *const *brackets)
{
	if (!wording_may_be_bracket(*s))
		return 0;
	for (; *brackets; brackets++) {
		size_t len;

		if (*s != **brackets)
			continue;
		len = strlen(*brackets);
		if (n >= len && !memcmp(s, *brackets, len))
			return len;
	}
	return 0;
}

/* The same of one that ends the text. */
static size_t shut_len(const char *s, size_t n)
{
	size_t wide = strlen("）");

	if (n > 0 && (unsigned char)s[n - 1] < 0x80)
		return bracket_len(s + n - 1, 1, closing);
	return n >= wide ? bracket_len(s + n - wide, wide, closing) : 0;
}

bool wording_is_shut_in(const char *s, size_t n)
{
	return bracket_len(s, n, opening) > 0 && shut_len(s, n) > 0;
}

/* The bracket that ends a text: its inside, and where it opens. */
static const char *bracket(const char *s, size_t n, const char **inside,
			   size_t *len)
{
	const char *open = NULL;
	size_t shut = shut_len(s, n), width = 0;

	for (size_t i = 0; shut && i + shut < n; i++) {
		size_t opens;

		/* what all of them begin with */
		if (s[i] != '(' && s[i] != '[' && s[i] != '\xEF' &&
		    s[i] != '\xE3')
			continue;
		opens = bracket_len(s + i, n - i, opening);
		if (opens) {
			open = s + i;
			width = opens;
		}
	}
	if (!open || open == s)
		return NULL;
	*inside = open + width;
	*len = (size_t)(s + n - shut - *inside);
	return open;
}

/* Drops what stands in front, if it does, and blanks behind that. */
static bool drop(const char **s, size_t *n, const char *front)
{
	size_t len = strlen(front);

	if (*n < len || memcmp(*s, front, len) != 0)
		return false;
	*s += len;
	*n -= len;
	text_trim(s, n);
	return true;
}

int64_t wording_yuan(const char *label)
{
	size_t n = strlen(label);
	const char *unit;

	text_trim(&label, &n);
	if (!bracket(label, n, &unit, &n))
		return 0;
	text_trim(&unit, &n);
	/* (单位:元), (金额单位：人民币元) */
	drop(&unit, &n, "金额");
	if (drop(&unit, &n, "单位") && !drop(&unit, &n, ":"))
		drop(&unit, &n, "：");
	drop(&unit, &n, "人民币");
	return amount_yuan(unit, n);
}

bool wording_has_brackets(const char *label)
{
	size_t n = strlen(label), len;
	const char *inside;

	text_trim(&label, &n);
	return bracket(label, n, &inside, &len) != NULL;
}

void wording_key(struct bytes *out, const char *text)
{
	size_t n = strlen(text), len;
	const char *open, *inside;

	text_trim(&text, &n);
	open = bracket(text, n, &inside, &len);
	text_fold(out, text, open ? (size_t)(open - text) : n,
		  FOLD_LETTERS | FOLD_WIDTH);
}

static bool drop_colon(const char **s, size_t *n)
{
	return drop(s, n, ":") || drop(s, n, "：");
}

static bool is_amount(const char *s, size_t n)
{
	int64_t ignored;
	enum amount_status status = amount_parse(s, n, &ignored);

	return status == AMOUNT_OK || status == AMOUNT_LOOSE;
}

/* The text begins or ends with the label: the rest. */
static bool find_rest(const char *label, const char *text,
		      struct wording_value *v)
{
	size_t len = strlen(label), all = strlen(text);

	text_trim(&text, &all);
	if (all <= len)
		return false;
	v->is_front = memcmp(text, label, len) != 0;
	if (v->is_front && memcmp(text + all - len, label, len) != 0)
		return false;
	v->text = v->is_front ? text : text + len;
	v->n = all - len;
	text_trim(&v->text, &v->n);
	return true;
}

bool wording_value(const struct layout_cell *cell, const char *text,
		   struct wording_value *v)
{
	for (int i = 0; i < cell->n_labels; i++) {
		if (!find_rest(cell->labels[i], text, v))
			continue;
		if (!v->is_front && drop_colon(&v->text, &v->n)
			    ? v->n > 0
			    : is_amount(v->text, v->n))
			return true;
	}
	return false;
}

bool wording_holds_more(const struct layout_cell *cell, const char *text)
{
	struct wording_value v;

	if (wording_value(cell, text, &v))
		return true;
	for (int i = 0; i < cell->n_labels; i++) {
		const char *label = cell->labels[i];

		if (find_rest(label, text, &v) && !v.is_front &&
		    memcmp(v.text - strlen(label), label, strlen(label)) &&
		    !wording_is_bracketed(v.text, v.n))
			return true;
	}
	return false;
}

/* How many letters, Han characters and digits of one stand in the other. */
static size_t shared_letters(const struct bytes *of, const struct bytes *in,
			     size_t *all)
{
	size_t shared = 0, n;
	uint32_t code;

	*all = 0;
	for (size_t i = 0; i < of->len; i += n) {
		n = text_decode(of->data + i, of->len - i, &code);
		n += n == 0;
		shared += memmem(in->data, in->len, of->data + i, n) != NULL;
		++*all;
	}
	return shared;
}

/* How much two texts have in common. */
struct likeness {
	bool shares_most; /* more than half of the label's letters */
	bool is_within;	  /* the text has no others */
};

static struct likeness compare(const char *label, const char *text)
{
	struct bytes a = BYTES_INIT, b = BYTES_INIT;
	size_t of_label, of_text, shared, within;

	if (strlen(text) > 3 * strlen(label))
		return (struct likeness){ false, false };
	wording_key(&a, label);
	text_fold(&b, text, strlen(text), FOLD_LETTERS | FOLD_WIDTH);
	shared = shared_letters(&a, &b, &of_label);
	within = shared_letters(&b, &a, &of_text);
	bytes_release(&a);
	bytes_release(&b);
	return (struct likeness){ shared * 2 > of_label,
				  of_text > 0 && within == of_text };
}

bool wording_shares_most(const char *label, const char *text)
{
	return compare(label, text).shares_most;
}

bool wording_resembles(const struct layout_cell *cell, const char *text)
{
	for (int i = 0; i < cell->n_labels; i++) {
		struct likeness like = compare(cell->labels[i], text);

		if (like.shares_most || like.is_within)
			return true;
	}
	return false;
}
