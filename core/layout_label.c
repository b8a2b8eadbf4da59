#include <config.h>
#include "core/layout_label.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_template.h"
#include "core/layout_wording.h"
#include "core/text.h"
#include "core/text_plain.h"

/* A longer text is no label: spares folding it. */
enum { LABEL_BYTES_MAX = 400 };

bool label_above(const struct definition *def, int row, int column,
		 struct label_place *place)
{
	while (row > 0 && def->layout[row].cells[column].kind == LAYOUT_UP)
		row--;
	*place = (struct label_place){ row, column };
	return def->layout[row].cells[column].kind == LAYOUT_LABEL;
}

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
	struct label_class *class = &MEMORY_ADD(
		index->classes, index->n_classes, index->cap_classes);

	*class = (struct label_class){
		.key = arena_copy(&index->arena, key->data, key->len),
		.key_len = key->len,
		.least = index->def->width + 1,
	};
	return class;
}

/* n_words: what is printed in that row and has no field in it. */
static void add_label(struct label_index *index, int row, int column,
		      const char *text, int n_words)
{
	struct label_class *class;
	struct label_place *places;

	bytes_clear(&index->key);
	wording_key(&index->key, text);
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
	if (n_words < class->least)
		class->least = n_words;
}

static const char *const totals[] = { "合计", "小计", "总计", "共计" };
enum { N_TOTALS = sizeof totals / sizeof *totals, TOTAL_LEN = 6 };

static bool is_total_word(const char *s)
{
	for (size_t i = 0; i < N_TOTALS; i++)
		if (!memcmp(s, totals[i], TOTAL_LEN))
			return true;
	return false;
}

/* Nearly all texts differ from these in a byte or two. */
static bool may_be_part(const char *text, size_t n)
{
	return n >= TOTAL_LEN && (!memcmp(text, "其", 2) || *text == ' ' ||
				  *text == *"　" || text[n - 1] == "计"[2] ||
				  text[n - 1] == ' ' || text[n - 1] == "　"[2]);
}

/* 其中 alone, or in front of what it is. */
static enum label_total part_in_front(const char *text, size_t n)
{
	if (memcmp(text, "其中", TOTAL_LEN) != 0)
		return TOTAL_NONE;
	text += TOTAL_LEN;
	n -= TOTAL_LEN;
	return text_letter_next(&text, &n) == 0 ? TOTAL_SURE : TOTAL_LIKELY;
}

/* 办公室小计 is the sum of a part; 部门合计 may be one. */
static enum label_total part_total(const char *text, size_t n)
{
	const char *end;

	if (!may_be_part(text, n))
		return TOTAL_NONE;
	text_trim(&text, &n);
	if (n < TOTAL_LEN)
		return TOTAL_NONE;
	end = text + n - TOTAL_LEN;
	if (!memcmp(end, "小计", TOTAL_LEN))
		return TOTAL_SURE;
	return is_total_word(end) ? TOTAL_LIKELY : part_in_front(text, n);
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

static bool is_labelled(const struct layout_cell *cell)
{
	return (cell->kind == LAYOUT_LABEL && !cell->is_sign) ||
	       cell->kind == LAYOUT_TEMPLATE;
}

static void add_title(struct label_index *index, int row, int column)
{
	struct label_template *template = &MEMORY_ADD(
		index->templates, index->n_templates, index->cap_templates);

	index->has_title[row] = true;
	*template = (struct label_template){ .row = row, .column = column };
	find_needs(&index->def->layout[row].cells[column], template);
}

static void add_row(struct label_index *index, int row)
{
	const struct layout_row *layout = &index->def->layout[row];
	int n_words = 0;

	for (int c = 0; c < index->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];

		index->n_labels[row] += is_labelled(cell);
		n_words += is_labelled(cell) && cell->kind == LAYOUT_LABEL;
		index->has_signs |= cell->is_sign;
	}
	for (int c = 0; c < index->def->width; c++) {
		const struct layout_cell *cell = &layout->cells[c];

		for (int i = 0; i < cell->n_labels; i++)
			add_label(index, row, c, cell->labels[i], n_words);
		if (cell->kind == LAYOUT_TEMPLATE)
			add_title(index, row, c);
	}
}

static void find_sections(struct label_index *index)
{
	int width = index->def->width, n_rows = index->def->n_rows;

	index->sections = memory_array((size_t)n_rows * (size_t)width,
				       sizeof *index->sections);
	for (int i = 0; i < n_rows * width; i++) {
		struct label_place *place = &index->sections[i];

		if (index->def->layout[i / width].cells[i % width].kind !=
			    LAYOUT_UP ||
		    !label_above(index->def, i / width, i % width, place))
			place->row = -1;
	}
}

void label_index_init(struct label_index *index, const struct definition *def)
{
	*index = (struct label_index){ .def = def, .key = BYTES_INIT };
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
	size_t i = text_number(text);

	index->facts = memory_grow_zeroed(index->facts, &index->cap_facts,
					  i + 1, sizeof *index->facts);
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
	size_t n = text_length(text);

	fact->class = FACT_NOTHING;
	fact->total = part_total(text, n);
	if (n == 0 || n > LABEL_BYTES_MAX || !may_be_label(index, text))
		return;
	bytes_clear(&index->key);
	wording_key(&index->key, text);
	if (index->key.len == TOTAL_LEN && is_total_word(index->key.data))
		fact->total = TOTAL_SURE;
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
	wording_key(&index->key, text);
	for (int i = 0; i < cell->n_labels && !is_prefix; i++) {
		bytes_clear(&label);
		wording_key(&label, cell->labels[i]);
		is_prefix = begins(&index->key, label.data, label.len);
	}
	bytes_release(&label);
	return is_prefix;
}

bool label_names_section(struct label_index *index, const char *text, int row)
{
	for (int c = 0; c < index->def->width; c++)
		if (label_is_section(index, text, row, c))
			return true;
	return false;
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
