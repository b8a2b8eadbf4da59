#include <config.h>
#include "core/layout_template.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/text_plain.h"

/* A longer text is no title. */
enum { TITLE_BYTES_MAX = 300 };

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

/* A stretch of the folded text. */
struct stretch {
	size_t start, end;
	bool is_inside; /* something else stands between it and the literal */
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

/* 度市级 of 2024年度市级: a choice with something before or behind it. */
static int choice_worth(const struct field *f, const char *s, size_t n,
			struct stretch *value)
{
	int worth = BAD;

	for (int i = 0; i < f->n_choices; i++) {
		size_t len = strlen(f->choices[i]);

		if (len > n)
			continue;
		if (len == n && !memcmp(s, f->choices[i], n))
			return GOOD;
		if (!memcmp(s + n - len, f->choices[i], len)) {
			worth = INSIDE;
			value->start = value->end - len;
		} else if (!memcmp(s, f->choices[i], len)) {
			worth = INSIDE;
			value->end = value->start + len;
		}
	}
	return worth;
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

/* Few words of its own, such as 年度, stand in many a text that is no title: what
   stands around them may be three times as long, and none of that length if no
   field has a value. 年 alone needs good ones, or none. */
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

/* Where the character behind the folded byte `at` begins in the text: what
   folding dropped on the way belongs to the value, not to the literal. */
static size_t origin_behind(const size_t *map, const char *text, size_t at)
{
	uint32_t code;
	size_t from;

	if (at == 0)
		return 0;
	from = map[at - 1];
	return from + text_decode(text + from, strlen(text + from), &code);
}

/* Where a field's value stands in the text as it was written. */
struct span {
	size_t from, n;
};

/* Drops the signs that a literal has next to a value, as far as the text has them:
   neither ): of 填表人(签字): nor ( of (盖章) are any of the name between. The text
   and the signs are folded, the signs without blanks. */
static void drop_before(const struct bytes *signs, const struct bytes *text,
			size_t *from, size_t to)
{
	for (size_t i = 0; i < signs->len;) {
		size_t end = text_after(signs->data, signs->len, i);
		size_t at = *from + strspn(text->data + *from, " ");

		if (at + end - i <= to &&
		    !memcmp(text->data + at, signs->data + i, end - i))
			*from = at + end - i;
		i = end;
	}
}

static void drop_behind(const struct bytes *signs, const struct bytes *text,
			size_t from, size_t *to)
{
	for (size_t i = signs->len; i > 0;) {
		size_t start = text_before(signs->data, signs->len, i);
		size_t at = *to;

		while (at > from && text->data[at - 1] == ' ')
			at--;
		if (at >= from + i - start &&
		    !memcmp(text->data + at - (i - start), signs->data + start,
			    i - start))
			*to = at - (i - start);
		i = start;
	}
}

/* What of a literal is no letter, in front of its letters or behind them. */
static void add_signs(struct bytes *out, const char *literal, bool is_front)
{
	struct bytes letters = BYTES_INIT;
	size_t n = strlen(literal), from = 0;
	size_t *map = text_fold_map(&letters, literal, n, FOLD_LETTERS);

	if (is_front)
		n = map[0];
	else
		from = origin_behind(map, literal, letters.len);
	text_fold(out, literal + from, n - from, FOLD_WIDTH | FOLD_BLANKS);
	free(map);
	bytes_release(&letters);
}

/* The value, less the signs of the literals around it; a blank one begins in front
   of the blanks. */
static struct span less_signs(const struct layout_cell *cell, int i,
			      const char *text_of, struct span span)
{
	const char *s = text_of + span.from;
	size_t n = span.n;
	struct bytes front = BYTES_INIT, back = BYTES_INIT, text = BYTES_INIT;
	size_t from = 0, to, *map = text_fold_map(&text, s, n, FOLD_WIDTH);

	to = text.len;
	add_signs(&front, cell->literals[i], false);
	add_signs(&back, cell->literals[i + 1], true);
	drop_before(&front, &text, &from, to);
	drop_behind(&back, &text, from, &to);
	span.from += map[from];
	s = text_of + span.from;
	span.n = map[to] - map[from];
	text_trim(&s, &span.n);
	if (span.n > 0)
		span.from = (size_t)(s - text_of);
	free(map);
	bytes_release(&front);
	bytes_release(&back);
	bytes_release(&text);
	return span;
}

/* Words of hardly a letter, (2025年), are known by the signs around them as well:
   2025年 alone is no title. */
static bool is_told(const struct template_match *m, const char *text)
{
	enum { TWO_HAN = 6 };
	const struct layout_cell *cell = m->cell;
	struct bytes front = BYTES_INIT, back = BYTES_INIT, said = BYTES_INIT;
	size_t own = 0;

	for (int i = 0; i <= cell->n_fields; i++)
		own += m->literals[i].len;
	if (own >= TWO_HAN)
		return true;
	add_signs(&front, cell->literals[0], true);
	add_signs(&back, cell->literals[cell->n_fields], false);
	text_fold(&said, text, strlen(text), FOLD_WIDTH | FOLD_BLANKS);

	bool is = said.len >= front.len + back.len &&
		  !memcmp(said.data, front.data, front.len) &&
		  !memcmp(said.data + said.len - back.len, back.data, back.len);

	bytes_release(&front);
	bytes_release(&back);
	bytes_release(&said);
	return is;
}

static void find_spans(const struct template_match *m, const size_t *map,
		       const char *text, const struct stretch *stretches,
		       struct span *spans)
{
	for (int i = 0; i < m->cell->n_fields; i++) {
		size_t from =
			stretches[i].is_inside
				? map[stretches[i].start]
				: origin_behind(map, text, stretches[i].start);
		size_t to = map[stretches[i].end];

		spans[i] = less_signs(
			m->cell, i, text,
			(struct span){ from, to > from ? to - from : 0 });
	}
}

/* Reads the text in these words alone; spans NULL: does it fit? */
static bool words_read(const struct definition *def,
		       const struct layout_cell *cell, const char *text,
		       struct span *spans)
{
	struct stretch stretches[DEF_TEMPLATE_MAX];
	struct template_match m = { .def = def, .cell = cell };
	struct bytes folded = BYTES_INIT;
	size_t n = strlen(text), *map, size;
	bool ok;

	if (n == 0 || n > TITLE_BYTES_MAX)
		return false;
	map = text_fold_map(&folded, text, n, FOLD_LETTERS | FOLD_WIDTH);
	m.text = folded.data;
	m.n = folded.len;
	size = (size_t)(cell->n_fields + 1) * (m.n + 1);
	m.worth = memory_array(size, sizeof *m.worth);
	m.next = memory_array(size, sizeof *m.next);
	m.places = memory_array(m.n + 1, sizeof *m.places);
	for (int i = 0; i <= cell->n_fields; i++) {
		bytes_init(&m.literals[i]);
		text_fold(&m.literals[i], cell->literals[i],
			  strlen(cell->literals[i]), FOLD_LETTERS | FOLD_WIDTH);
	}
	ok = solve(&m, stretches) && is_told(&m, text);
	if (ok && spans)
		find_spans(&m, map, text, stretches, spans);
	for (int i = 0; i <= cell->n_fields; i++)
		bytes_release(&m.literals[i]);
	free(m.worth);
	free(m.next);
	free(m.places);
	free(map);
	bytes_release(&folded);
	return ok;
}

static bool any_words_read(const struct definition *def,
			   const struct layout_cell *cell, const char *text,
			   struct span *spans)
{
	for (; cell; cell = cell->other)
		if (words_read(def, cell, text, spans))
			return true;
	return false;
}

bool template_read(const struct definition *def, const struct layout_cell *cell,
		   const char *text, struct bytes *values)
{
	struct span spans[DEF_TEMPLATE_MAX];

	if (!any_words_read(def, cell, text, values ? spans : NULL))
		return false;
	for (int i = 0; values && i < cell->n_fields; i++)
		bytes_add(&values[i], text + spans[i].from, spans[i].n);
	return true;
}

bool template_change(const struct definition *def,
		     const struct layout_cell *cell, const char *text,
		     const char *const *values, struct bytes *out)
{
	struct span spans[DEF_TEMPLATE_MAX];
	size_t at = 0;

	bytes_clear(out);
	if (!any_words_read(def, cell, text, spans))
		return false;
	for (int i = 0; i < cell->n_fields; i++) {
		if (spans[i].from < at)
			return false;
		bytes_add(out, text + at, spans[i].from - at);
		bytes_add_str(out, values[i]);
		at = spans[i].from + spans[i].n;
	}
	bytes_add_str(out, text + at);
	return true;
}

/* What is known of a title. */
struct title {
	bool is_one;
	const char *values[DEF_TEMPLATE_MAX];
};

static void read_title(struct layout *l, const struct layout_cell *cell,
		       const char *text, struct title *title)
{
	struct bytes values[DEF_TEMPLATE_MAX];

	for (int i = 0; i < cell->n_fields; i++)
		bytes_init(&values[i]);
	title->is_one = template_read(l->def, cell, text, values);
	for (int i = 0; i < cell->n_fields; i++) {
		title->values[i] =
			texts_add(l->texts, values[i].data, values[i].len);
		bytes_release(&values[i]);
	}
}

void template_memo_init(struct memo *memo)
{
	/* the text, then the template's place */
	memo_init(memo, 3, sizeof(struct title));
}

const char *const *template_values(struct layout *l, struct label_place place,
				   const char *text)
{
	unsigned keys[] = { text_number(text), (unsigned)place.row,
			    (unsigned)place.column };
	bool is_new;
	struct title *title = memo_find(&l->titles, keys, &is_new);

	if (is_new)
		read_title(l, &l->def->layout[place.row].cells[place.column],
			   text, title);
	return title->is_one ? title->values : NULL;
}
