#include <config.h>
#include "tui/status.h"

#include "core/check_slip.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/glyph.h"
#include "tui/screen.h"

/* 任务, or 收入来源, or 项目支出+基本支出. */
static void side_print(struct bytes *out, const struct definition *def,
		       const int *fields)
{
	const struct field *f = &def->fields[fields[0]];
	const char *heading = definition_sum_heading(def, fields);
	int n = 0;

	while (fields[n] >= 0)
		n++;
	if (f->table >= 0)
		bytes_add_str(out, say_table(&def->tables[f->table]));
	else if (heading)
		bytes_add_str(out, say_label(def, heading));
	else if (n > 2)
		bytes_printf(out, _("%s等 %d 项"), say_field(f), n);
	else
		for (int i = 0; i < n; i++)
			bytes_printf(out, i > 0 ? "+%s" : "%s",
				     say_field(&def->fields[fields[i]]));
}

/* Was this sum named by a balance before the i-th? Then it need not be
   again. */
static bool named_before(const struct document *doc, size_t i,
			 const int *fields)
{
	struct balance b;

	for (size_t k = 0; k < i && check_balance(doc->check, k, &b); k++)
		if (b.outcome != OUTCOME_NOT_APPLICABLE &&
		    (definition_same_fields(b.left, fields) ||
		     definition_same_fields(b.right, fields)))
			return true;
	return false;
}

static void balance_print(const struct canvas *c, struct bytes *out,
			  const struct document *doc, size_t i,
			  const struct balance *b)
{
	bool is_short = named_before(doc, i, b->right);

	side_print(out, doc->def, b->left);
	bytes_add_char(out, ' ');
	screen_sum_print(out, &b->left_sum);
	if (!is_short) {
		bytes_printf(out, " %s ",
			     b->outcome == OUTCOME_PASS
				     ? "="
				     : glyph_on(c, b->outcome == OUTCOME_FAIL
							   ? GLYPH_UNEQUAL
							   : GLYPH_UNCLEAR));
		side_print(out, doc->def, b->right);
		bytes_add_char(out, ' ');
		screen_sum_print(out, &b->right_sum);
	}
	if (b->outcome == OUTCOME_PASS) {
		bytes_printf(out, " %s", glyph_on(c, GLYPH_RIGHT));
	} else if (b->outcome == OUTCOME_FAIL) {
		bytes_add_char(out, ' ');
		screen_difference_print(out, b);
		bytes_printf(out, " %s", glyph_mark(c, b->rule->severity));
	} else if (b->left_sum.kind != VALUE_BLANK &&
		   b->right_sum.kind != VALUE_BLANK) {
		/* 空 says so by itself */
		bytes_printf(out, " %s", _("不能比较"));
	}
}

/* The balances that fail, or the others; the column behind them. */
static int draw_balances(struct canvas *c, int y, int x,
			 const struct document *doc, bool failing)
{
	struct bytes text = BYTES_INIT;
	struct balance b;

	for (size_t i = 0; check_balance(doc->check, i, &b); i++) {
		if (b.outcome == OUTCOME_NOT_APPLICABLE ||
		    (b.outcome == OUTCOME_FAIL) != failing)
			continue;
		bytes_clear(&text);
		balance_print(c, &text, doc, i, &b);
		/* a part of one says nothing, except that it fails */
		if (!failing && x > 1 &&
		    x + text_cols(text.data, text.len) > c->width)
			break;
		x += canvas_put_str(
			     c, y, x, c->width - x,
			     failing ? view_severity_role(b.rule->severity)
				     : ROLE_TEXT,
			     text.data) +
		     2;
	}
	bytes_release(&text);
	return x;
}

void status_draw_sums(struct canvas *c, int y, const struct document *doc)
{
	struct bytes text = BYTES_INIT;
	int x = 1;

	/* not before the first step: most forms take no second one */
	if (document_checked_percent(doc) > 0)
		canvas_printf(c, y, 1, c->width - 1, ROLE_DIM,
			      _("正在检查… %d%%"),
			      document_checked_percent(doc));
	if (!doc->check)
		return;
	x = draw_balances(c, y, x, doc, true);
	x = draw_balances(c, y, x, doc, false);
	for (int t = 0; t < doc->def->n_tables; t++) {
		bytes_clear(&text);
		bytes_printf(&text, _("%s %zu 行"),
			     say_table(&doc->def->tables[t]),
			     check_n_rows(doc->check, t));
		if (x + text_cols(text.data, text.len) > c->width)
			break;
		x += canvas_put_str(c, y, x, c->width - x, ROLE_DIM,
				    text.data) +
		     2;
	}
	bytes_release(&text);
}

/* Is the split about the screen's own cells or rows? */
static bool is_on_screen(const struct definition *def,
			 const struct split *split, int screen)
{
	for (size_t c = 0; c < split->n_cells; c++)
		if (def->fields[split->cells[c]].screen == screen)
			return true;
	return def->tables[split->table].screen == screen;
}

void status_draw_splits(struct canvas *c, struct area a,
			const struct document *doc, int screen)
{
	struct bytes text = BYTES_INIT;
	struct balance b;

	for (size_t i = 0; doc->check && check_balance(doc->check, i, &b);
	     i++) {
		const struct split *split = check_split(doc->check, i);

		if (!split || !is_on_screen(doc->def, split, screen))
			continue;
		bytes_add_str(&text, "  ");
		say_split(doc->def, split, &text);
	}
	canvas_put_str(c, a.y, a.x, a.width, ROLE_DIM, text.data);
	bytes_release(&text);
}
