#include <config.h>
#include "core/layout_label.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/text.h"
#include "core/text_plain.h"

/* A longer text is no label: spares folding it. */
enum { LABEL_BYTES_MAX = 400, TITLE_BYTES_MAX = 300 };

/* ---- one text ---- */

/* How long the bracket is that stands there; 0: none does. */
static size_t bracket_len(const char *s, size_t n, const char *const *brackets)
{
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
	static const char *const brackets[] = { ")",  "）", "]", "］",
						"】", "〕", NULL };
	size_t wide = strlen("）");

	if (n > 0 && (unsigned char)s[n - 1] < 0x80)
		return bracket_len(s + n - 1, 1, brackets);
	return n >= wide ? bracket_len(s + n - wide, wide, brackets) : 0;
}

/* The bracket that ends a text: its inside, and where it opens. */
static const char *bracket(const char *s, size_t n, const char **inside,
			   size_t *len)
{
	static const char *const brackets[] = { "(",  "（", "[", "［",
						"【", "〔", NULL };
	const char *open = NULL;
	size_t shut = shut_len(s, n), width = 0;

	for (size_t i = 0; shut && i + shut < n; i++) {
		size_t opens;

		/* what all of them begin with */
		if (s[i] != '(' && s[i] != '[' && s[i] != '\xEF' &&
		    s[i] != '\xE3')
			continue;
		opens = bracket_len(s + i, n - i, brackets);
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

int64_t label_yuan(const char *label)
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

static void label_key(struct bytes *out, const char *text)
{
	size_t n = strlen(text), len;
	const char *open, *inside;

	text_trim(&text, &n);
	open = bracket(text, n, &inside, &len);
	text_fold(out, text, open ? (size_t)(open - text) : n,
		  FOLD_LETTERS | FOLD_WIDTH);
}

bool label_split(const struct layout_cell *cell, const char *text,
		 const char **value, size_t *n)
{
	int64_t ignored;

	for (int i = 0; i < cell->n_labels; i++) {
		size_t len = strlen(cell->labels[i]), all = strlen(text);
		enum amount_status s;

		if (all <= len)
			continue;
		if (!strncmp(text, cell->labels[i], len))
			*value = text + len;
		else if (!strcmp(text + all - len, cell->labels[i]))
			*value = text;
		else
			continue;
		*n = all - len;
		s = amount_parse(*value, *n, &ignored);
		if (s == AMOUNT_OK || s == AMOUNT_LOOSE)
			return true;
	}
	return false;
}

bool label_joined(const struct layout_cell *cell, const char *text,
		  const char **value, size_t *n)
{
	static const char wide[] = "：";

	for (int i = 0; i < cell->n_labels; i++) {
		size_t len = strlen(cell->labels[i]);

		if (strncmp(text, cell->labels[i], len) != 0)
			continue;
		*value = text + len;
		*value += strspn(*value, " ");
		if (!strncmp(*value, wide, strlen(wide)))
			*value += strlen(wide);
		else if (*(*value)++ != ':')
			continue;
		*n = strlen(*value);
		text_trim(value, n);
		if (*n > 0)
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

static bool resembles(const char *label, const char *text)
{
	struct bytes a = BYTES_INIT, b = BYTES_INIT;
	size_t of_label, of_text, shared, within;

	label_key(&a, label);
	text_fold(&b, text, strlen(text), FOLD_LETTERS | FOLD_WIDTH);
	shared = shared_letters(&a, &b, &of_label);
	within = shared_letters(&b, &a, &of_text);
	bytes_release(&a);
	bytes_release(&b);
	return shared * 2 > of_label || (of_text > 0 && within == of_text);
}

bool label_resembles(const struct layout_cell *cell, const char *text)
{
	for (int i = 0; i < cell->n_labels; i++)
		if (strlen(text) <= 3 * strlen(cell->labels[i]) &&
		    resembles(cell->labels[i], text))
			return true;
	return false;
}

bool label_above(const struct definition *def, int row, int column,
		 struct label_place *place)
{
	while (row > 0 && def->layout[row].cells[column].kind == LAYOUT_UP)
		row--;
	*place = (struct label_place){ row, column };
	return def->layout[row].cells[column].kind == LAYOUT_LABEL;
}

/* ---- the index ---- */

/* Most texts are no labels: their first two letters tell, or already the first
   one. Of a label that has no other the second is 0. */
static uint32_t pair_of(uint32_t first, uint32_t second)
{
	return (first * 31 + second) % LABEL_BEGINNINGS;
}

static void note_bit(struct label_index *index, uint32_t bit)
{
	index->beginnings[bit / 8] |= (unsigned char)(1 << bit % 8);
}

static bool has_bit(const struct label_index *index, uint32_t bit)
{
	return index->beginnings[bit / 8] >> bit % 8 & 1;
}

/* False if nothing has begun so yet. */
static bool note_beginning(struct label_index *index, const char *key, size_t n)
{
	uint32_t first = text_letter_next(&key, &n);
	uint32_t pair = pair_of(first, text_letter_next(&key, &n));
	bool is_known = has_bit(index, pair);

	note_bit(index, first % LABEL_BEGINNINGS);
	note_bit(index, pair);
	return is_known;
}

static bool may_be_label(const struct label_index *index, const char *text)
{
	size_t n = text_length(text);
	uint32_t first = text_letter_next(&text, &n);

	return has_bit(index, first % LABEL_BEGINNINGS) &&
	       (has_bit(index, pair_of(first, text_letter_next(&text, &n))) ||
		has_bit(index, pair_of(first, 0)));
}

static struct label_class *find_class(struct label_index *index,
				      const struct bytes *key)
{
	for (size_t i = 0; i < index->n_classes; i++)
		if (index->classes[i].key_len == key->len &&
		    !memcmp(index->classes[i].key, key->data, key->len))
			return &index->classes[i];
	return NULL;
}

static struct label_class *add_class(struct label_index *index,
				     const struct bytes *key)
{
	struct label_class *class;

	index->classes =
		memory_grow(index->classes, &index->cap_classes,
			    index->n_classes + 1, sizeof *index->classes);
	class = &index->classes[index->n_classes++];
	*class = (struct label_class){
		.key = arena_copy(&index->arena, key->data, key->len),
		.key_len = key->len,
		.least = index->def->width + 1,
	};
	return class;
}

static void add_label(struct label_index *index, int row, int column,
		      const char *text)
{
	struct label_class *class;
	struct label_place *places;

	bytes_clear(&index->key);
	label_key(&index->key, text);
	if (!index->key.len)
		return;
	class = note_beginning(index, index->key.data, index->key.len)
			? find_class(index, &index->key)
			: NULL;
	if (!class)
		class = add_class(index, &index->key);
	places = arena_alloc(&index->arena,
			     (size_t)(class->n_places + 1) * sizeof *places);
	if (class->n_places > 0)
		memcpy(places, class->places,
		       (size_t) class->n_places * sizeof *places);
	places[class->n_places++] = (struct label_place){ row, column };
	class->places = places;
	if (index->n_labels[row] < class->least)
		class->least = index->n_labels[row];
}

static const char *const totals[] = { "合计", "小计", "总计", "共计" };
enum { N_TOTALS = sizeof totals / sizeof *totals };

static bool is_total_word(const char *text)
{
	/* what all of them have in common */
	if (!strstr(text, "计"))
		return false;
	for (size_t i = 0; i < N_TOTALS; i++)
		if (text_fold_equal(text, totals[i],
				    FOLD_WIDTH | FOLD_BLANKS | FOLD_LETTERS))
			return true;
	return false;
}

/* What a title in these words must hold spares folding most cells. */
static void find_words_needs(const struct layout_cell *cell,
			     struct label_template *template)
{
	struct bytes literals = BYTES_INIT;
	const char *longest = "";
	uint32_t code = 0;
	size_t n;

	for (int i = 0; i <= cell->n_fields; i++) {
		if (strlen(cell->literals[i]) > strlen(longest))
			longest = cell->literals[i];
		text_fold(&literals, cell->literals[i],
			  strlen(cell->literals[i]), FOLD_LETTERS | FOLD_WIDTH);
	}
	n = text_decode(longest, strlen(longest), &code);
	if (text_is_han(code))
		memcpy(template->start, longest, n);
	template->least_bytes = literals.len;
	bytes_release(&literals);
}

/* In any of its words. */
static void find_needs(const struct layout_cell *cell,
		       struct label_template *template)
{
	find_words_needs(cell, template);
	for (cell = cell->other; cell; cell = cell->other) {
		struct label_template other = { 0 };

		find_words_needs(cell, &other);
		if (strcmp(template->start, other.start) != 0)
			template->start[0] = '\0';
		if (other.least_bytes < template->least_bytes)
			template->least_bytes = other.least_bytes;
	}
}

bool label_text_is_sign(const char *text)
{
	enum { SIGN_BYTES_MAX = 16 };
	size_t n = text_length(text);
	const char *rest = text;

	return n > 0 && n <= SIGN_BYTES_MAX && !text_is_blank(text) &&
	       text_letter_next(&rest, &n) == 0;
}

bool label_is_sign(const struct layout_cell *cell)
{
	struct bytes letters = BYTES_INIT;
	const char *label;

	if (cell->kind != LAYOUT_LABEL)
		return false;
	label = cell->labels[0];
	text_fold(&letters, label, strlen(label), FOLD_LETTERS);

	bool is_sign = letters.len == 0;

	bytes_release(&letters);
	return is_sign;
}

static bool is_labelled(const struct layout_cell *cell)
{
	return (cell->kind == LAYOUT_LABEL && !label_is_sign(cell)) ||
	       cell->kind == LAYOUT_TEMPLATE;
}

static void add_row(struct label_index *index, int row)
{
	const struct layout_row *layout = &index->def->layout[row];

	for (int c = 0; c < index->def->width; c++)
		index->n_labels[row] += is_labelled(&layout->cells[c]);
	for (int c = 0; c < index->def->width; c++)
		index->has_signs |= label_is_sign(&layout->cells[c]);
	for (int c = 0; c < index->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];

		if (cell->kind == LAYOUT_LABEL)
			for (int i = 0; i < cell->n_labels; i++)
				add_label(index, row, c, cell->labels[i]);
		if (cell->kind != LAYOUT_TEMPLATE)
			continue;
		index->has_title[row] = true;
		index->templates = memory_grow(
			index->templates, &index->cap_templates,
			index->n_templates + 1, sizeof *index->templates);
		index->templates[index->n_templates++] =
			(struct label_template){ .row = row, .column = c };
		find_needs(cell, &index->templates[index->n_templates - 1]);
	}
}

static void find_sections(struct label_index *index)
{
	int width = index->def->width, n_rows = index->def->n_rows;

	index->sections = memory_array((size_t)n_rows * (size_t)width,
				       sizeof *index->sections);
	for (int i = 0; i < n_rows * width; i++) {
		struct label_place *place = &index->sections[i];

		if (!label_above(index->def, i / width, i % width, place))
			place->row = -1;
	}
}

void label_index_init(struct label_index *index, const struct definition *def)
{
	*index = (struct label_index){ .def = def, .key = BYTES_INIT };
	arena_init(&index->arena);
	index->n_labels =
		memory_array((size_t)def->n_rows, sizeof *index->n_labels);
	index->has_title =
		memory_array((size_t)def->n_rows, sizeof *index->has_title);
	for (int row = 0; row < def->n_rows; row++)
		add_row(index, row);
	find_sections(index);
	for (size_t i = 0; i < N_TOTALS; i++)
		note_beginning(index, totals[i], strlen(totals[i]));
}

void label_index_release(struct label_index *index)
{
	free(index->classes);
	free(index->templates);
	free(index->n_labels);
	free(index->has_title);
	free(index->sections);
	free(index->facts);
	bytes_release(&index->key);
	arena_release(&index->arena);
}

void label_index_forget(struct label_index *index)
{
	if (index->facts)
		memset(index->facts, 0,
		       index->cap_facts * sizeof *index->facts);
}

void label_index_shrink(struct label_index *index)
{
	free(index->facts);
	index->facts = NULL;
	index->cap_facts = 0;
}

static struct label_fact *fact_of(struct label_index *index, const char *text)
{
	size_t i = text_number(text), old = index->cap_facts;

	if (i >= old) {
		index->facts = memory_grow(index->facts, &index->cap_facts,
					   i + 1, sizeof *index->facts);
		memset(index->facts + old, 0,
		       (index->cap_facts - old) * sizeof *index->facts);
	}
	return &index->facts[i];
}

enum { TWO_HAN = 6 };

static bool begins(const struct bytes *key, const char *label, size_t n)
{
	/* most differ in the first character already */
	return key->len >= TWO_HAN && key->len < n &&
	       !memcmp(key->data, label, TWO_HAN / 2) &&
	       !memcmp(key->data, label, key->len);
}

static void find_fact(struct label_index *index, const char *text,
		      struct label_fact *fact)
{
	const struct label_class *class;

	fact->class = FACT_NOTHING;
	if (!*text || text_length(text) > LABEL_BYTES_MAX ||
	    !may_be_label(index, text))
		return;
	fact->is_total = is_total_word(text);
	bytes_clear(&index->key);
	label_key(&index->key, text);
	class = find_class(index, &index->key);
	if (class)
		fact->class =
			(unsigned short)(class - index->classes + FACT_FIRST);
	for (size_t i = 0; i < index->n_classes && !class; i++)
		fact->is_prefix |= begins(&index->key, index->classes[i].key,
					  index->classes[i].key_len);
}

const struct label_fact *label_fact_find(struct label_index *index,
					 const char *text)
{
	struct label_fact *fact = fact_of(index, text);

	if (fact->class == FACT_UNKNOWN)
		find_fact(index, text, fact);
	return fact;
}

bool label_is(struct label_index *index, const char *text, int row, int column)
{
	const struct label_class *class = label_find(index, text);

	for (int i = 0; class && i < class->n_places; i++)
		if (class->places[i].row == row &&
		    class->places[i].column == column)
			return true;
	return false;
}

bool label_is_prefix(struct label_index *index, const char *text, int row,
		     int column)
{
	const struct layout_cell *cell = &index->def->layout[row].cells[column];
	struct bytes label = BYTES_INIT;
	bool is_prefix = false;

	if (!label_is_cut(index, text))
		return false;
	bytes_clear(&index->key);
	label_key(&index->key, text);
	for (int i = 0; i < cell->n_labels && !is_prefix; i++) {
		bytes_clear(&label);
		label_key(&label, cell->labels[i]);
		is_prefix = begins(&index->key, label.data, label.len);
	}
	bytes_release(&label);
	return is_prefix;
}

int label_title_find(struct label_index *index, const char *text)
{
	struct label_fact *fact = fact_of(index, text);

	if (fact->title == FACT_UNKNOWN) {
		fact->title = FACT_NOTHING;
		for (size_t i = 0; i < index->n_templates; i++) {
			const struct label_template *at = &index->templates[i];

			if (text_length(text) < at->least_bytes ||
			    !strstr(text, at->start) ||
			    !template_read(index->def,
					   &index->def->layout[at->row]
						    .cells[at->column],
					   text, NULL))
				continue;
			fact->title = (unsigned short)(i + FACT_FIRST);
			break;
		}
	}
	return fact->title - FACT_FIRST < 0 ? -1 : fact->title - FACT_FIRST;
}

/* ---- templates ---- */

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

/* Reads the text in these words alone. */
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
	ok = solve(&m, stretches);
	if (ok)
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

	if (!any_words_read(def, cell, text, spans))
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
