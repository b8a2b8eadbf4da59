#include <config.h>

#include "core/sentence.h"

#include <stdlib.h>
#include <string.h>
#include "core/bytes.h"
#include "core/memory.h"
#include "core/text.h"

/* A stretch of text with the expression behind it; the last one has none. */
struct part {
	size_t text; /* where it begins among the sentence's */
	struct expression *expression;
};

struct sentence {
	char *texts; /* of the parts, each with a NUL behind it */
	struct part *parts;
	size_t n, n_expressions;
};

struct reader {
	const char *start, *s, *end;
	struct bytes texts;
};

/* Up to a single brace; double ones become one. */
static void read_text(struct reader *r)
{
	for (;;) {
		const char *start = r->s;

		while (r->s < r->end && *r->s != '{' && *r->s != '}')
			r->s++;
		bytes_add(&r->texts, start, (size_t)(r->s - start));
		if (r->end - r->s < 2 || r->s[1] != *r->s)
			break;
		bytes_add_char(&r->texts, *r->s);
		r->s += 2;
	}
	bytes_add_char(&r->texts, '\0');
}

static bool refuse(const struct reader *r, struct failure *f)
{
	if (!f)
		return false;
	f->code = FAILURE_EXPR_BRACE;
	failure_at(f, r->start, (size_t)(r->s - r->start));
	failure_value(f, r->s, (size_t)(r->end - r->s));
	return false;
}

static bool read_part(struct reader *r, struct part *part, int scope,
		      const struct expression_dictionary *dict,
		      struct failure *f)
{
	*part = (struct part){ .text = r->texts.len };
	read_text(r);
	if (r->s == r->end)
		return true;
	const char *inner = r->s + 1;
	size_t left = (size_t)(r->end - inner);
	size_t span = expression_span(inner, left);

	if (*r->s == '}' || span == left)
		return refuse(r, f);
	part->expression = expression_new(inner, span, scope, dict, f);
	if (!part->expression && f)
		f->at += text_count(r->start, (size_t)(inner - r->start));
	r->s = inner + span + 1;
	return part->expression;
}

struct sentence *sentence_new(const char *source, size_t n, int scope,
			      const struct expression_dictionary *dict,
			      struct failure *f)
{
	struct sentence *s = memory_alloc(sizeof *s);
	struct reader r = { source, source, source + n, BYTES_INIT };
	size_t cap = 0;
	bool ok = true;

	while (ok && r.s < r.end) {
		struct part *part = &MEMORY_ADD(s->parts, s->n, cap);

		ok = read_part(&r, part, scope, dict, f);
		s->n_expressions += part->expression != NULL;
	}
	/* hundreds have a part or two, which were given room for more */
	s->parts = memory_resize(s->parts, s->n * sizeof *s->parts);
	s->texts = memory_copy(r.texts.data, r.texts.len);
	bytes_release(&r.texts);
	if (ok)
		return s;
	sentence_free(s);
	return NULL;
}

void sentence_free(struct sentence *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->n; i++)
		expression_free(s->parts[i].expression);
	free(s->parts);
	free(s->texts);
	free(s);
}

static const char *text_of(const struct sentence *s, size_t i)
{
	return s->texts + s->parts[i].text;
}

/* A blank one shows as “”; where the quotes are there already, it adds none. */
static bool is_quoted(const struct sentence *s, size_t i)
{
	const char *before = text_of(s, i);
	const char *behind = i + 1 < s->n ? text_of(s, i + 1) : "";

	return (text_ends(before, "“") && !strncmp(behind, "”", strlen("”"))) ||
	       (text_ends(before, "\"") && *behind == '"');
}

enum { QUOTED_COLS = 120 };

/* Who reads it sees the cell itself as well. */
static void shorten(struct bytes *out, size_t from)
{
	const char *quoted = out->data + from;
	size_t n = out->len - from, fits;
	int used;

	if (text_cols(quoted, n) <= QUOTED_COLS)
		return;
	fits = text_fit(quoted, n, QUOTED_COLS - 1, &used);
	bytes_splice(out, from + fits, n - fits, "…", strlen("…"));
}

void sentence_eval(const struct sentence *s, struct expression_world *w,
		   struct bytes *out)
{
	for (size_t i = 0; i < s->n; i++) {
		struct value v;
		size_t from;

		bytes_add_str(out, text_of(s, i));
		if (!s->parts[i].expression)
			continue;
		expression_eval(s->parts[i].expression, w, &v);
		value_scale(&v, w->money_times, w->money_by);
		if (v.kind == VALUE_BLANK &&
		    (w->drops_blank || is_quoted(s, i)))
			continue;
		from = out->len;
		value_print(out, &v);
		if (out->len - from > QUOTED_COLS && !w->drops_blank &&
		    is_quoted(s, i))
			shorten(out, from);
	}
}

size_t sentence_n_expressions(const struct sentence *s)
{
	return s->n_expressions;
}

/* Only the last part may have none. */
struct expression *sentence_expression(const struct sentence *s, size_t i)
{
	return s->parts[i].expression;
}
