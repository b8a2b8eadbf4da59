#include <config.h>
#include "locale/say_form.h"

#include <string.h>

#include "core/check_slip.h"
#include "core/text.h"
#include "locale/say.h"

/* What stands in braces is filled in by `parts` below. */
static const char *cause_of(enum slip_kind kind)
{
	switch (kind) {
	case SLIP_SIGN:
		return _("可能是{cell} {text} 多了负号（应为 {meant}）");
	case SLIP_UNIT:
		return _("可能是{cell} {text} 弄混了元和万元（应为 {meant}）");
	case SLIP_POINT:
		return _("可能是{cell} {text} 的小数点错位（应为 {meant}）");
	case SLIP_SWAPPED:
		return _("可能是{cell} {text} 的两位数字颠倒（应为 {meant}）");
	case SLIP_LEFT_OUT:
		return _("可能是{cell} {text} 漏了一位数字（应为 {meant}）");
	case SLIP_DOUBLED:
		return _("可能是{cell} {text} 多了一位数字（应为 {meant}）");
	case SLIP_DIGIT:
		return _("可能是{cell} {text} 错了一位数字（应为 {meant}）");
	case SLIP_BLANK:
	case SLIP_BLANK_OPTIONAL:
		return _("可能是{cell}漏填了（应为 {meant}）");
	case SLIP_ROW_TWICE:
		return _("可能是{table}第 {row} 行与第 {twin} 行重复");
	case SLIP_AMOUNT_TWICE:
		return _("可能是{table}第 {row} 行的 {text} 与第 {twin} "
			 "行重复");
	case SLIP_ROW_MISSING:
		return _("可能是{table}少了一行（{field} {meant}）");
	case SLIP_ROW_EXTRA:
		return _("可能是{table}第 {row} 行的 {text} 多出来了");
	case SLIP_NONE:
	case SLIP_KINDS:
		break;
	}
	return "";
}

void say_cell(const struct definition *def, struct place place,
	      struct bytes *out)
{
	const struct field *f = &def->fields[place.field];

	if (f->table >= 0) {
		bytes_add_str(out, say_table(&def->tables[f->table]));
		if (place.row >= 0)
			bytes_printf(out, " %ld", place.row + 1);
		bytes_add_char(out, ' ');
	}
	bytes_add_str(out, say_field(f));
}

/* ---- the parts ---- */

struct slip_of {
	const struct document *doc;
	const struct slip *slip;
};

static void add_cell(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	say_cell(of->doc->def, of->slip->place, out);
}

static void add_text(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_add_str(out, record_get(&of->doc->record, of->slip->place));
}

static void add_meant(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_add_str(out, of->slip->meant);
}

static const struct field *field_of(const struct slip_of *of)
{
	return &of->doc->def->fields[of->slip->place.field];
}

static void add_field(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_add_str(out, say_field(field_of(of)));
}

static void add_table(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_add_str(out,
		      say_table(&of->doc->def->tables[field_of(of)->table]));
}

static void add_row(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_printf(out, "%ld", of->slip->place.row + 1);
}

static void add_twin(const void *ctx, struct bytes *out)
{
	const struct slip_of *of = ctx;

	bytes_printf(out, "%ld", of->slip->twin + 1);
}

static const struct say_part parts[] = {
	{ "cell", add_cell },	{ "text", add_text },	{ "meant", add_meant },
	{ "field", add_field }, { "table", add_table }, { "row", add_row },
	{ "twin", add_twin },	{ NULL, NULL },
};

void say_slip(const struct document *doc, const struct slip *slip,
	      struct bytes *out)
{
	const struct slip_of of = { doc, slip };

	say_expand(cause_of(slip->kind), parts, &of, out);
}

/* ---- splits ---- */

/* How many rows from the i-th on follow each other and go to the same cell. */
static size_t run_length(const struct split *split, size_t i)
{
	size_t n = 1;

	while (i + n < split->n_rows &&
	       split->rows[i + n] == split->rows[i] + (long)n &&
	       split->cell_of[i + n] == split->cell_of[i])
		n++;
	return n;
}

/* 1+2, 3–18, 1+4–6 */
static void add_rows(const struct split *split, size_t cell, struct bytes *out)
{
	const char *plus = " ";

	for (size_t i = 0; i < split->n_rows;) {
		size_t n = run_length(split, i);

		if (split->cell_of[i] == cell) {
			n = n > 2 ? n : 1;
			bytes_printf(out, "%s%ld", plus, split->rows[i] + 1);
			if (n > 1)
				bytes_printf(out, "–%ld",
					     split->rows[i + n - 1] + 1);
			plus = "+";
		}
		i += n;
	}
}

void say_split(const struct definition *def, const struct split *split,
	       struct bytes *out)
{
	for (size_t c = 0; c < split->n_cells; c++) {
		if (c > 0)
			bytes_add_str(out, _("，"));
		bytes_add_str(out, say_table(&def->tables[split->table]));
		add_rows(split, c, out);
		bytes_printf(out, " = %s",
			     say_field(&def->fields[split->cells[c]]));
	}
}
