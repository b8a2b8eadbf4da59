/*
 * 改为 in rules.csv: alternatives with | between them. Each is a text for the
 * cell where the finding is, or texts for several cells of the judged row, or
 * of the form: 一级指标={上级(一级指标)};二级指标={一级指标}.
 */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

struct reader {
	struct def_file *file;
	int heading, scope;
	const struct expression_dictionary *dict;
	const char *cell;
};

/* Bytes before the sign, where it stands outside braces; n if nowhere. */
static size_t length_to(const char *s, size_t n, char sign)
{
	size_t i = 0;

	while (i < n && s[i] != sign) {
		if (s[i] == '{' && i + 1 < n && s[i + 1] != '{')
			i += 1 + expression_span(s + i + 1, n - i - 1);
		else
			i += s[i] == '{';
		i++;
	}
	return i < n ? i : n;
}

static struct sentence *read_text(const struct reader *r, const char *s,
				  size_t n)
{
	struct failure f = { 0 };
	struct sentence *text = sentence_new(s, n, r->scope, r->dict, &f);

	if (!text) {
		if (f.at)
			f.at += text_count(r->cell, (size_t)(s - r->cell));
		def_fault_inside(r->file, r->heading, &f);
	}
	failure_release(&f);
	return text;
}

/* At `s`, which is n bytes of the cell. */
static void refuse(const struct reader *r, enum failure_code code,
		   const char *s, size_t n, const char *detail)
{
	struct failure f = { .code = code, .wanted = SUGGESTION_PARTS_MAX };

	failure_at(&f, r->cell, (size_t)(s - r->cell));
	failure_value(&f, s, n);
	failure_detail(&f, "%s", detail);
	def_fault_inside(r->file, r->heading, &f);
	failure_release(&f);
}

/* The cell before the =; -1 with a fault if there is none of that name
   there. */
static int read_field(const struct reader *r, const char *s, size_t n)
{
	struct expression_name name;

	text_trim(&s, &n);
	if (!r->dict->find(r->file->def, s, n, r->scope, &name)) {
		def_fault_unknown(r->file, r->heading, s, n, r->scope);
		return -1;
	}
	if (name.kind == NAME_CELL &&
	    (name.table == r->scope || name.table < 0))
		return name.field;
	refuse(r, FAILURE_DEF_MEND, s, n, "");
	return -1;
}

static void add_part(struct suggestion *s, int field, struct sentence *text)
{
	if (text)
		s->parts[s->n++] = (struct suggestion_part){ field, text };
}

static void read_parts(const struct reader *r, const char *s, size_t n,
		       struct suggestion *out)
{
	const char *end = s + n;

	while (s < end && out->n < SUGGESTION_PARTS_MAX) {
		size_t len = length_to(s, (size_t)(end - s), ';');
		size_t name = length_to(s, len, '=');
		int field = read_field(r, s, name);

		if (name == len)
			refuse(r, FAILURE_EXPR_EXPECTED, s + len, 0, "=");
		else if (field >= 0)
			add_part(out, field,
				 read_text(r, s + name + 1, len - name - 1));
		s += len + 1;
	}
	if (s < end)
		refuse(r, FAILURE_DEF_MEND_CELLS, s, (size_t)(end - s), "");
}

/* A text begins with its sign or an expression, a cell's name with a letter. */
static bool names_a_cell(const char *s, size_t n)
{
	size_t name = length_to(s, n, '=');

	return name > 0 && name < n && !memchr(s, '{', name);
}

static void read_suggestion(const struct reader *r, const char *s, size_t n,
			    struct suggestion *out)
{
	if (names_a_cell(s, n))
		read_parts(r, s, n, out);
	else
		add_part(out, -1, read_text(r, s, n));
}

struct suggestion *definition_read_suggestions(
	struct def_file *file, int heading, int scope,
	const struct expression_dictionary *dict, int *n)
{
	struct reader r = { file, heading, scope, dict,
			    def_cell(file, heading) };
	struct suggestion *all = NULL;
	size_t cap = 0, left = strlen(r.cell);

	*n = 0;
	for (const char *s = r.cell; left > 0;) {
		size_t len = length_to(s, left, '|');

		MEMORY_MORE(all, (size_t)*n, cap);
		all[*n] = (struct suggestion){ .n = 0 };
		read_suggestion(&r, s, len, &all[(*n)++]);
		left -= len < left ? len + 1 : len;
		s += len + 1;
	}
	/* most rules have one, which was given room for more */
	return all ? memory_resize(all, (size_t)*n * sizeof *all) : NULL;
}
