#include <config.h>

#include "core/sentence.h"

#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

/* A stretch of text with the expression behind it; the last one has none. */
struct part {
	char *text;
	struct expression *expression;
};

struct sentence {
	struct part *parts;
	size_t n, cap;
	size_t n_expressions;
};

struct reader {
	const char *start, *s, *end;
};

/* Up to a single brace; double ones become one. */
static char *read_text(struct reader *r)
{
	struct bytes text = BYTES_INIT;

	for (; r->s < r->end; r->s++) {
		if (*r->s == '{' || *r->s == '}') {
			if (r->end - r->s < 2 || r->s[1] != *r->s)
				break;
			r->s++;
		}
		bytes_add_char(&text, *r->s);
	}
	return bytes_take(&text);
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
	part->text = read_text(r);
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
	struct reader r = { source, source, source + n };

	while (r.s < r.end) {
		s->parts = memory_grow(s->parts, &s->cap, s->n + 1,
				       sizeof *s->parts);
		struct part *part = &s->parts[s->n++];

		*part = (struct part){ 0 };
		if (!read_part(&r, part, scope, dict, f)) {
			sentence_free(s);
			return NULL;
		}
		s->n_expressions += part->expression != NULL;
	}
	return s;
}

void sentence_free(struct sentence *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->n; i++) {
		free(s->parts[i].text);
		expression_free(s->parts[i].expression);
	}
	free(s->parts);
	free(s);
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), n_end = strlen(end);

	return n >= n_end && !strcmp(s + n - n_end, end);
}

/* A blank one shows as “”; where the quotes are there already, it adds none. */
static bool is_quoted(const struct sentence *s, size_t i)
{
	const char *behind = i + 1 < s->n ? s->parts[i + 1].text : "";

	return (ends_with(s->parts[i].text, "“") &&
		!strncmp(behind, "”", strlen("”"))) ||
	       (ends_with(s->parts[i].text, "\"") && *behind == '"');
}

void sentence_eval(const struct sentence *s, struct expression_world *w,
		   struct bytes *out)
{
	for (size_t i = 0; i < s->n; i++) {
		struct value v;

		bytes_add_str(out, s->parts[i].text);
		if (!s->parts[i].expression)
			continue;
		expression_eval(s->parts[i].expression, w, &v);
		value_scale(&v, w->money_times, w->money_by);
		if (v.kind != VALUE_BLANK ||
		    !(w->drops_blank || is_quoted(s, i)))
			value_print(out, &v);
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
