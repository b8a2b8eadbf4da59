#include <config.h>

#include "core/evaluate.h"

#include <string.h>
#include "core/amount.h"
#include "core/text.h"

struct value value_read_number(const struct value *v)
{
	struct value number = *v;

	if (v->kind == VALUE_TRUTH ||
	    amount_parse(v->text, strlen(v->text), &number.number) != AMOUNT_OK)
		return value_unreadable(v->field, v->raw ? v->raw : v->text);
	number.kind = VALUE_NUMBER;
	return number;
}

const char *evaluate_text(const struct run *r, const struct value *v)
{
	struct bytes printed = BYTES_INIT;

	if (v->kind == VALUE_TEXT)
		return v->text;
	if (v->raw)
		return v->raw;
	value_print(&printed, v);
	return bytes_keep(&printed, r->w->scratch);
}

/* Folds width; tabs and line breaks stay, for there are rules against them. */
static const char *fold(struct expression_world *w, const char *s)
{
	struct bytes out = BYTES_INIT;

	while (*s) {
		size_t n = strcspn(s, "\t\n\v\f\r");

		text_fold(&out, s, n, FOLD_WIDTH);
		s += n;
		if (*s)
			bytes_add_char(&out, *s++);
	}
	return bytes_keep(&out, w->scratch);
}

/* Many rules look at one text, one after the other. */
const char *expression_folded(struct expression_world *w, const char *text)
{
	struct folded_text *last = w->last_folded;

	if (text_folds_to_itself(text, strlen(text)))
		return text;
	if (!last)
		return fold(w, text);
	if (last->text != text) {
		last->folded = fold(w, text);
		last->text = text;
	}
	return last->folded;
}

const char *evaluate_folded(const struct run *r, const struct value *v)
{
	const char *s = evaluate_text(r, v);

	return v->is_plain ? s : expression_folded(r->w, s);
}

/* Begins with a sign that folding and trimming leave alone: ASCII, a Han
   character, ≥ ≤. */
static bool begins_firm(const char *s)
{
	unsigned char u = (unsigned char)s[0];

	return (u > ' ' && u < 0x7F) || (u >= 0xE4 && u <= 0xE9) ||
	       (u == 0xE2 && (unsigned char)s[1] == 0x89);
}

bool evaluate_texts_equal(const struct run *r, const struct value *v,
			  const struct value *w)
{
	const char *a = v->text, *b = w->text;

	/* most differ in the first character already */
	if (begins_firm(a) && begins_firm(b) &&
	    (*a != *b ||
	     ((unsigned char)*a >= 0x80 && (a[1] != b[1] || a[2] != b[2]))))
		return false;
	if (!strcmp(a, b))
		return true;
	a = evaluate_folded(r, v);
	b = evaluate_folded(r, w);
	size_t a_len = strlen(a), b_len = strlen(b);

	text_trim(&a, &a_len);
	text_trim(&b, &b_len);
	return a_len == b_len && !memcmp(a, b, a_len);
}

void value_scale(struct value *v, int64_t times, int64_t by)
{
	if (v->kind == VALUE_NUMBER && v->money && by != 0)
		amount_scale(v->number, times, by, &v->number);
}

void value_print(struct bytes *out, const struct value *v)
{
	switch (v->kind) {
	case VALUE_BLANK:
		bytes_add_str(out, "“”");
		break;
	case VALUE_UNREADABLE:
		bytes_add_str(out, v->raw ? v->raw : "?");
		break;
	case VALUE_NUMBER:
		amount_print(out, v->number, v->money ? 2 : 0);
		break;
	case VALUE_TEXT:
		bytes_add_str(out, v->raw ? v->raw : v->text);
		break;
	case VALUE_TRUTH:
		bytes_add_str(out, v->truth ? "是" : "否");
		break;
	}
}
