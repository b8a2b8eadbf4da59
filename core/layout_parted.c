#include <config.h>
#include "core/layout_reader.h"

#include <string.h>

#include "core/layout_place.h"
#include "core/text.h"

/* ---- headings ---- */

static const char *const signs[] = { "计算符号", "运算符号", "比较符号",
				     "关系符号", "符号",     NULL };
static const char *const units[] = { "度量单位", "计量单位", "指标单位", "单位",
				     NULL };

static bool is_one_of(const char *const *texts, const char *text)
{
	for (; *texts; texts++)
		if (text_fold_equal(text, *texts,
				    FOLD_WIDTH | FOLD_BLANKS | FOLD_LETTERS))
			return true;
	return false;
}

/* Columns that are no heading of the form, on one side of the target's. */
static void look_beside(struct parted *p, const struct layout *l,
			const struct grid_record *headings,
			const struct row_match *m, int step)
{
	for (int c = m->at[p->target] + step;
	     c >= 0 && c < headings->n_cells && !match_has_column(m, l->def, c);
	     c += step)
		if (is_one_of(signs, headings->cells[c]))
			p->sign = c;
		else if (is_one_of(units, headings->cells[c]))
			p->unit = c;
		else if (!text_is_blank(headings->cells[c]))
			break;
}

void parted_again(struct parted *p, const struct grid_record *headings,
		  const struct leftover *parts, size_t n)
{
	*p = (struct parted){ -1, -1, -1 };
	for (size_t i = 0; i < n; i++) {
		const char *text = grid_cell(headings, parts[i].column);

		if (parts[i].fate == LEFTOVER_REPAIRED &&
		    is_one_of(signs, text))
			p->sign = parts[i].column;
		else if (parts[i].fate == LEFTOVER_REPAIRED &&
			 is_one_of(units, text))
			p->unit = parts[i].column;
	}
}

static bool has_parts_of_its_own(const struct definition *def, int target)
{
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].owner == target &&
		    (def->fields[i].kind == FIELD_RELATION ||
		     def->fields[i].kind == FIELD_UNIT))
			return true;
	return false;
}

void parted_find(struct parted *p, const struct layout *l, int table,
		 const struct grid_record *headings, const struct row_match *m)
{
	int row = l->def->tables[table].layout_row;

	for (int c = 0; c < l->def->width; c++) {
		const struct layout_cell *cell = &l->def->layout[row].cells[c];

		*p = (struct parted){ c, -1, -1 };
		if (cell->kind != LAYOUT_FIELD || m->at[c] < 0 ||
		    l->def->fields[cell->field].kind != FIELD_TARGET ||
		    has_parts_of_its_own(l->def, cell->field))
			continue;
		look_beside(p, l, headings, m, -1);
		look_beside(p, l, headings, m, 1);
		if (p->sign >= 0 || p->unit >= 0)
			return;
	}
	p->target = -1;
}

/* ---- a row ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t n_blanks(const struct bytes *text, size_t at)
{
	size_t n = 0;

	while (at + n < text->len && text->data[at + n] == ' ')
		n++;
	return n;
}

/* > isn't the sign of >=100, nor 大于 that of 大于等于100. */
static bool begins_with_sign(const struct bytes *text, const char *sign,
			     size_t n)
{
	size_t at = n + n_blanks(text, n);

	return text->len >= n && !memcmp(text->data, sign, n) &&
	       (at >= text->len || is_digit(text->data[at]));
}

/* 元 isn't the unit of 5万元. */
static bool ends_with_unit(const struct bytes *text, const char *unit, size_t n)
{
	size_t at;

	if (text->len < n || memcmp(text->data + text->len - n, unit, n) != 0)
		return false;
	for (at = text->len - n; at > 0 && text->data[at - 1] == ' ';)
		at--;
	return at > 0 && is_digit(text->data[at - 1]);
}

/* 定性 says what kind of indicator it is, and 不适用 that there is none. */
static bool take_sign(struct bytes *whole, const char *sign, size_t n)
{
	struct bytes number = BYTES_INIT;

	if (n == 0 || !text_is_relation(sign))
		return false;
	if (begins_with_sign(whole, sign, n))
		return true;
	if (whole->len == 0 || !is_digit(whole->data[0]))
		return false;
	bytes_add(&number, sign, n);
	bytes_add(&number, whole->data, whole->len);
	bytes_release(whole);
	*whole = number;
	return true;
}

/* 3个月 is a target of its own, and so is ≥90%. */
static bool is_unit(const char *text, size_t n)
{
	static const char *const no_letters[] = { "％", "‰",  "℃",
						  "㎡", "㎥", NULL };
	uint32_t code = 0;

	if (n == 0 || strpbrk(text, "0123456789") || !strcmp(text, "无"))
		return false;
	for (int i = 0; no_letters[i]; i++)
		if (!strcmp(text, no_letters[i]))
			return true;
	text_decode(text, n, &code);
	return text_is_letter(code) || code == '%';
}

static bool take_unit(struct bytes *whole, const char *unit, size_t n)
{
	if (!is_unit(unit, n))
		return false;
	if (ends_with_unit(whole, unit, n))
		return true;
	if (whole->len == 0 || !is_digit(whole->data[whole->len - 1]))
		return false;
	bytes_add(whole, unit, n);
	return true;
}

/* Without blanks around it. */
static const char *part(struct layout *l, const struct grid_record *record,
			int column, size_t *n)
{
	const char *text = column < 0 ? "" : grid_cell(record, column);

	*n = strlen(text);
	text_trim(&text, n);
	return text[*n] ? texts_add(l->texts, text, *n) : text;
}

struct parted_target parted_join(const struct parted *p, struct layout *l,
				 const struct grid_record *record,
				 const char *target)
{
	struct parted_target t = { .whole = target };
	struct bytes whole = BYTES_INIT;
	const char *text = target;
	size_t n = strlen(target);

	text_trim(&text, &n);
	bytes_add(&whole, text, n);
	text = part(l, record, p->sign, &n);
	t.takes_sign = take_sign(&whole, text, n);
	text = part(l, record, p->unit, &n);
	t.takes_unit = take_unit(&whole, text, n);
	if (t.takes_sign || t.takes_unit)
		t.whole = texts_add(l->texts, whole.data, whole.len);
	bytes_release(&whole);
	return t;
}
