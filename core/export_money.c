#include <config.h>
#include "core/export_money.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/html.h"
#include "core/memory.h"
#include "core/text.h"

/* One side of a balance. */
struct bar {
	const int *fields; /* -1 ends */
	struct value sum;
};

/* One amount of it. */
struct part {
	const char *name;
	int64_t amount; /* in the form's money, as sums are */
};

struct picture {
	const struct document *doc;
	struct bytes *out;
	struct bar *bars;
	size_t n_bars, cap_bars;
	struct part *parts; /* of the bar at work */
	size_t n_parts, cap_parts;
	int64_t most; /* of all bars */
};

enum { W_BAR = 1000, NAME_COLS = 24 };

/* Dark to light, so that neighbours differ in black and white as well. */
static const char *const colours[] = { "#1f4e79", "#9dc3e6", "#2e75b6",
				       "#bdd7ee", "#5b9bd5", "#deebf7" };
enum { N_COLOURS = sizeof colours / sizeof *colours };

/* ---- which bars ---- */

static void add_bar(struct picture *p, const int *fields,
		    const struct value *sum)
{
	if (sum->kind != VALUE_NUMBER || !sum->money || sum->number <= 0)
		return;
	for (size_t i = 0; i < p->n_bars; i++)
		if (definition_same_fields(p->bars[i].fields, fields))
			return;
	MEMORY_ADD(p->bars, p->n_bars, p->cap_bars) =
		(struct bar){ fields, *sum };
	if (sum->number > p->most)
		p->most = sum->number;
}

static void find_bars(struct picture *p)
{
	struct balance b;

	for (size_t i = 0; check_balance(p->doc->check, i, &b); i++) {
		if (b.outcome == OUTCOME_NOT_APPLICABLE)
			continue;
		add_bar(p, b.left, &b.left_sum);
		add_bar(p, b.right, &b.right_sum);
	}
}

/* ---- its parts ---- */

static void add_part(struct picture *p, const char *name, struct place place)
{
	const char *text = record_get(&p->doc->record, place);
	const char *unit = record_unit(&p->doc->record, place);
	int64_t yuan = amount_yuan(unit, strlen(unit)), amount;

	if (amount_parse(text, strlen(text), &amount) != AMOUNT_OK ||
	    !amount_scale(amount, yuan ? yuan : p->doc->def->unit_yuan,
			  p->doc->def->money_yuan, &amount) ||
	    amount <= 0)
		return;
	MEMORY_ADD(p->parts, p->n_parts, p->cap_parts) =
		(struct part){ name, amount };
}

/* A row is named by its first cell. */
static void add_rows(struct picture *p, int field)
{
	int t = p->doc->def->fields[field].table;

	for (size_t r = 0; r < record_n_rows(&p->doc->record, t); r++)
		add_part(p, record_row(&p->doc->record, t, r)->cells[0],
			 (struct place){ field, (long)r });
}

static void find_parts(struct picture *p, const struct bar *bar)
{
	p->n_parts = 0;
	for (const int *f = bar->fields; *f >= 0; f++)
		if (p->doc->def->fields[*f].table >= 0)
			add_rows(p, *f);
		else
			add_part(p, p->doc->def->fields[*f].label,
				 (struct place){ *f, -1 });
}

/* ---- drawing ---- */

static void add_bar_name(const struct picture *p, const int *fields)
{
	const struct definition *def = p->doc->def;
	const struct field *f = &def->fields[fields[0]];
	const char *heading = definition_sum_heading(def, fields);

	if (f->table >= 0 || heading) {
		html_text(p->out,
			  f->table >= 0 ? def->tables[f->table].name : heading);
		return;
	}
	for (int i = 0; fields[i] >= 0; i++) {
		bytes_add_str(p->out, i ? "+" : "");
		html_text(p->out, def->fields[fields[i]].label);
	}
}

/* In the form's own unit, as people read it. */
static void add_amount(const struct picture *p, int64_t amount)
{
	if (amount_scale(amount, p->doc->def->money_yuan,
			 p->doc->def->unit_yuan, &amount))
		amount_print(p->out, amount, 2);
}

static void draw_parts(const struct picture *p)
{
	int64_t sum = 0, from, to;

	bytes_printf(p->out,
		     "<svg viewBox=\"0 0 %d 24\" "
		     "preserveAspectRatio=\"none\" "
		     "xmlns=\"http://www.w3.org/2000/svg\" "
		     "aria-hidden=\"true\">",
		     W_BAR);
	for (size_t i = 0; i < p->n_parts; i++) {
		if (!amount_scale(sum, W_BAR, p->most, &from) ||
		    !amount_add(sum, p->parts[i].amount, &sum) ||
		    !amount_scale(sum, W_BAR, p->most, &to))
			break;
		bytes_printf(p->out,
			     "<rect x=\"%lld\" y=\"1\" width=\"%lld\" "
			     "height=\"22\" fill=\"%s\"/>",
			     (long long)from, (long long)(to - from),
			     colours[i % N_COLOURS]);
	}
	bytes_add_str(p->out, "</svg>\n");
}

static void add_key(const struct picture *p, int64_t sum)
{
	struct bytes name = BYTES_INIT;
	int64_t percent;

	bytes_add_str(p->out, "<p class=\"key\">");
	for (size_t i = 0; i < p->n_parts; i++) {
		const struct part *part = &p->parts[i];

		bytes_clear(&name);
		text_show_str(&name, part->name, NAME_COLS);
		bytes_printf(p->out, "<span><i style=\"background:%s\"></i>",
			     colours[i % N_COLOURS]);
		html_escape(p->out, name.data);
		bytes_add_char(p->out, ' ');
		add_amount(p, part->amount);
		if (amount_scale(part->amount, 100, sum, &percent))
			bytes_printf(p->out, " (%lld%%)", (long long)percent);
		bytes_add_str(p->out, "</span> ");
	}
	bytes_add_str(p->out, "</p></figure>\n");
	bytes_release(&name);
}

static void draw(struct picture *p, const struct bar *bar)
{
	find_parts(p, bar);
	bytes_add_str(p->out, "<figure><figcaption>");
	add_bar_name(p, bar->fields);
	bytes_add_char(p->out, ' ');
	add_amount(p, bar->sum.number);
	bytes_add_char(p->out, ' ');
	html_text(p->out, p->doc->def->unit);
	bytes_add_str(p->out, "</figcaption>\n");
	draw_parts(p);
	add_key(p, bar->sum.number);
}

void export_money(const struct document *doc, struct bytes *out)
{
	struct picture p = { .doc = doc, .out = out };

	find_bars(&p);
	for (size_t i = 0; i < p.n_bars; i++)
		draw(&p, &p.bars[i]);
	free(p.bars);
	free(p.parts);
}
