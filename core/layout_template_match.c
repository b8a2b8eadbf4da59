#include <config.h>
#include "core/layout_template.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/text_plain.h"

/* Badness of a reading; the least is taken, and nothing beyond WORST. */
enum {
	GOOD = 0,
	BLANK = 1,
	INSIDE = 2,
	FOREIGN = 2,
	BAD = 3,
	WORST = 6,
	NEVER = 1000,
};

struct template_match {
	const struct definition *def;
	const struct layout_cell *cell;
	const char *text; /* folded */
	size_t n;
	struct bytes literals[DEF_TEMPLATE_MAX + 1];
	/* by literal, then position of its start: the least badness of what
	   follows, and where the next literal starts */
	short *worth;
	unsigned short *next;
	/* where the next literal can stand */
	unsigned short *places;
	size_t n_places;
};

/* 度市级 of 2024年度市级: a choice with something before or behind it, the
   longest of them; but no more than one. */
static int choice_worth(const struct field *f, const char *s, size_t n,
			struct stretch *value)
{
	size_t last = 0, first = 0; /* bytes, where it stands there */

	for (int i = 0; i < f->n_choices; i++) {
		size_t len = strlen(f->choices[i]);

		if (len > n)
			continue;
		if (len == n && !memcmp(s, f->choices[i], n))
			return GOOD;
		if (!memcmp(s + n - len, f->choices[i], len))
			last = len > last ? len : last;
		else if (!memcmp(s, f->choices[i], len))
			first = len > first ? len : first;
	}
	if ((last > 0) == (first > 0))
		return BAD;
	if (last > 0)
		value->start = value->end - last;
	else
		value->end = value->start + first;
	return INSIDE;
}

/* How well a stretch suits a field; *value may become less of it. */
static int field_worth(const struct template_match *m, int field,
		       struct stretch *value)
{
	const struct field *f = &m->def->fields[field];
	const char *s = m->text + value->start;
	size_t n = value->end - value->start;

	if (f->kind == FIELD_YEAR) {
		if (n == 4 && strspn(s, "0123456789") >= 4)
			return GOOD;
		return n == 0 ? BLANK : BAD;
	}
	if (f->kind == FIELD_CHOICE)
		return n == 0 ? BLANK : choice_worth(f, s, n, value);
	return GOOD;
}

static bool literal_at(const struct template_match *m, int i, size_t at)
{
	const struct bytes *literal = &m->literals[i];

	return !text_byte_follows(m->text[at]) && at + literal->len <= m->n &&
	       !memcmp(m->text + at, literal->data, literal->len);
}

static short *worth_at(const struct template_match *m, int i, size_t at)
{
	return &m->worth[(size_t)i * (m->n + 1) + at];
}

static void weigh(struct template_match *m, int i, size_t at)
{
	short *best = worth_at(m, i, at);
	size_t from = at + m->literals[i].len;

	*best = NEVER;
	if (!literal_at(m, i, at))
		return;
	if (i == m->cell->n_fields) {
		*best = from < m->n ? FOREIGN : GOOD;
		return;
	}
	for (size_t k = 0; k < m->n_places; k++) {
		size_t to = m->places[k];
		struct stretch value = { from, to, false };
		int worth = *worth_at(m, i + 1, to);

		if (to < from || worth >= *best)
			continue;
		worth += field_worth(m, m->cell->fields[i], &value);
		if (worth >= *best)
			continue;
		*best = (short)worth;
		m->next[(size_t)i * (m->n + 1) + at] = (unsigned short)to;
	}
}

static void note_places(struct template_match *m, int i)
{
	m->n_places = 0;
	for (size_t at = 0; at <= m->n; at++)
		if (*worth_at(m, i, at) < NEVER)
			m->places[m->n_places++] = (unsigned short)at;
}

/* Few words of its own, such as 年度, stand in many a text that is no title:
   what stands around them may be three times as long, and none of that length
   if no field has a value. 年 alone needs good ones, or none. */
static bool is_mostly_foreign(const struct template_match *m,
			      const struct stretch *values, size_t foreign)
{
	size_t own = 0;
	int n_values = 0, n_bad = 0;

	for (int i = 0; i <= m->cell->n_fields; i++)
		own += m->literals[i].len;
	for (int i = 0; i < m->cell->n_fields; i++) {
		struct stretch value = values[i];
		int worth = field_worth(m, m->cell->fields[i], &value);

		n_values += worth < BAD && value.end > value.start;
		n_bad += worth >= BAD;
	}
	if (n_bad > 0 && own <= strlen("年"))
		return true;
	return n_values > 0 ? foreign > own * 3 : foreign > 0 && foreign >= own;
}

/* The values' places within the folded text; false if nothing fits. */
static bool solve(struct template_match *m, struct stretch *values)
{
	size_t at = 0, foreign;

	for (int i = m->cell->n_fields; i >= 0; i--) {
		for (size_t p = 0; p <= m->n; p++)
			weigh(m, i, p);
		note_places(m, i);
	}
	/* what stands before the title counts as well */
	for (size_t p = 1; p <= m->n; p++)
		if (*worth_at(m, 0, p) + FOREIGN <
		    *worth_at(m, 0, at) + (at > 0 ? FOREIGN : 0))
			at = p;
	if (*worth_at(m, 0, at) + (at > 0 ? FOREIGN : 0) > WORST)
		return false;
	foreign = at;
	for (int i = 0; i < m->cell->n_fields; i++) {
		size_t next = m->next[(size_t)i * (m->n + 1) + at];

		size_t start = at + m->literals[i].len;

		values[i] = (struct stretch){ start, next, false };
		field_worth(m, m->cell->fields[i], &values[i]);
		values[i].is_inside = values[i].start != start ||
				      (i == 0 && m->literals[0].len == 0);
		at = next;
	}
	foreign += m->n - at - m->literals[m->cell->n_fields].len;
	return !is_mostly_foreign(m, values, foreign);
}

static void match_init(struct template_match *m, const char *folded, size_t n)
{
	size_t size = (size_t)(m->cell->n_fields + 1) * (n + 1);

	m->text = folded;
	m->n = n;
	m->worth = memory_array(size, sizeof *m->worth);
	m->next = memory_array(size, sizeof *m->next);
	m->places = memory_array(n + 1, sizeof *m->places);
	for (int i = 0; i <= m->cell->n_fields; i++) {
		bytes_init(&m->literals[i]);
		text_fold(&m->literals[i], m->cell->literals[i],
			  strlen(m->cell->literals[i]),
			  FOLD_LETTERS | FOLD_WIDTH);
	}
}

static void match_release(struct template_match *m)
{
	for (int i = 0; i <= m->cell->n_fields; i++)
		bytes_release(&m->literals[i]);
	free(m->worth);
	free(m->next);
	free(m->places);
}

bool template_match(const struct definition *def,
		    const struct layout_cell *cell, const char *folded,
		    size_t n, struct stretch *values, size_t *own)
{
	struct template_match m = { .def = def, .cell = cell };
	bool fits;

	match_init(&m, folded, n);
	*own = 0;
	for (int i = 0; i <= cell->n_fields; i++)
		*own += m.literals[i].len;
	fits = solve(&m, values);
	match_release(&m);
	return fits;
}
