#include <config.h>
#include "core/layout_template.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* A longer text is no title. */
enum { TITLE_BYTES_MAX = 300 };

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

/* Drops the signs that a literal has next to a value, as far as the text has
   them: neither ): of 填表人(签字): nor ( of (盖章) are any of the name
   between. The text and the signs are folded, the signs without blanks. */
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

/* The value, less the signs of the literals around it; a blank one begins in
   front of the blanks. */
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

/* Words of hardly a letter, (2025年), are known by the signs around them as
   well: 2025年 alone is no title. */
static bool is_told(const struct layout_cell *cell, size_t own,
		    const char *text)
{
	enum { TWO_HAN = 6 };
	struct bytes front = BYTES_INIT, back = BYTES_INIT, said = BYTES_INIT;

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

static void find_spans(const struct layout_cell *cell, const size_t *map,
		       const char *text, const struct stretch *stretches,
		       struct span *spans)
{
	for (int i = 0; i < cell->n_fields; i++) {
		size_t from =
			stretches[i].is_inside
				? map[stretches[i].start]
				: origin_behind(map, text, stretches[i].start);
		size_t to = map[stretches[i].end];

		spans[i] = less_signs(
			cell, i, text,
			(struct span){ from, to > from ? to - from : 0 });
	}
}

/* Reads the text in these words alone; spans NULL: does it fit? */
static bool words_read(const struct definition *def,
		       const struct layout_cell *cell, const char *text,
		       struct span *spans)
{
	struct stretch stretches[DEF_TEMPLATE_MAX];
	struct bytes folded = BYTES_INIT;
	size_t n = strlen(text), *map, own;
	bool ok;

	if (n == 0 || n > TITLE_BYTES_MAX)
		return false;
	map = text_fold_map(&folded, text, n, FOLD_LETTERS | FOLD_WIDTH);
	ok = template_match(def, cell, folded.data, folded.len, stretches,
			    &own) &&
	     is_told(cell, own, text);
	if (ok && spans)
		find_spans(cell, map, text, stretches, spans);
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
