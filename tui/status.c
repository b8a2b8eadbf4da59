#include <config.h>
#include "tui/status.h"

#include <stdio.h>
#include <string.h>
#include "core/check_slip.h"
#include "core/target.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_finding.h"
#include "locale/say_repair.h"
#include "locale/say_slip.h"
#include "locale/say_target.h"
#include "tui/click.h"
#include "tui/glyph.h"

/* Title. */

static const char *form_year(const struct document *doc)
{
	for (int i = 0; i < doc->def->n_scalars; i++) {
		int field = doc->def->scalars[i];
		if (doc->def->fields[field].kind == FIELD_YEAR)
			return record_get(&doc->record,
					  (struct place){ field, -1 });
	}
	return "";
}

/* The file's name without its folders. */
static const char *file_name(const struct document *doc)
{
	const char *path = doc->source == SOURCE_NEW	     ? _("新表")
			   : doc->proposed && !doc->has_file ? doc->proposed
							     : doc->path;

	return path_last(path);
}

/* At most a third of the line. */
static void name_print(const struct canvas *c, struct bytes *out,
		       const char *name)
{
	size_t n = strlen(name), fits = text_fit(name, n, c->width / 3, NULL);

	if (fits < n)
		fits = text_fit(name, n, c->width / 3 - 1, NULL);
	text_show(out, name, fits, -1);
	if (fits < n)
		bytes_add_str(out, canvas_dots(c));
}

void status_draw_title(struct canvas *c, int y, const struct document *doc,
		       bool is_read_only, enum file_news news,
		       const char *state)
{
	const char *name = document_name(doc);
	struct bytes left = BYTES_INIT, right = BYTES_INIT;

	if (c->width >= 60) {
		name_print(c, &right, file_name(doc));
		bytes_add_str(&right, "  ");
	}
	if (news != FILE_SAME)
		bytes_printf(&right, "%s  ",
			     news == FILE_GONE ? _("文件已不在")
					       : _("文件已被改动"));
	if (*state)
		bytes_printf(&right, "%s  ", state);
	if (is_read_only)
		bytes_printf(&right, "%s  ", _("只读"));
	if (doc->record.n_carried > 0)
		bytes_printf(&right, _("沿用%s%zu  "), MARK_CARRIED,
			     doc->record.n_carried);
	if (document_is_modified(doc))
		bytes_printf(&right, "%s  ",
			     doc->source == SOURCE_NEW ? _("未保存")
						       : _("已修改"));
	bytes_add_str(&right, encoding_name(doc->grid.dialect.encoding));
	int w_right = text_cols(right.data, right.len);
	bytes_printf(&left, "%s  %s %s", _("绩效"),
		     *name ? name : doc->def->title, form_year(doc));
	canvas_put_str(c, y, 1, c->width - w_right - 4, ROLE_TITLE, left.data);
	canvas_put_str(c, y, c->width - w_right - 1, w_right, ROLE_TITLE,
		       right.data);
	bytes_release(&left);
	bytes_release(&right);
}

/* Tabs. */

static size_t problems_count(const struct document *doc)
{
	size_t n = 0;

	for (int s = 0; doc->check && s < SEVERITIES; s++)
		n += check_count(doc->check, -1, (enum severity)s);
	return n;
}

static void count_add(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s)
{
	static const enum severity shown[] = { SEVERITY_ERROR,
					       SEVERITY_WARNING };

	if (!doc->check)
		return;
	if (s->index < 0) {
		bytes_printf(out, " %zu", problems_count(doc));
		return;
	}
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		size_t n = check_count(doc->check, s->index, shown[i]);
		if (n > 0)
			bytes_printf(out, " %s%zu", glyph_mark(c, shown[i]), n);
	}
}

static void tab_print(const struct canvas *c, struct bytes *out,
		      const struct document *doc, const struct screen *s, int i,
		      bool is_active, bool is_short)
{
	bytes_add_char(out, is_active ? '[' : ' ');
	bytes_printf(out, "%d%s", i + 1, is_short ? "" : screen_name(s));
	count_add(c, out, doc, s);
	bytes_add_char(out, is_active ? ']' : ' ');
}

void status_draw_tabs(struct canvas *c, int y, const struct document *doc,
		      struct screen *const *screens, int n, int active)
{
	struct bytes tab = BYTES_INIT;
	bool is_short = false;
	int x = 0;

	for (int i = 0; i < n; i++)
		tab_print(c, &tab, doc, screens[i], i, false, false);
	if (text_cols(tab.data, tab.len) > c->width)
		is_short = true;
	for (int i = 0; i < n && x < c->width; i++) {
		int x_tab = x;

		bytes_clear(&tab);
		tab_print(c, &tab, doc, screens[i], i, i == active,
			  is_short && i != active);
		x += canvas_put_str(c, y, x, c->width - x,
				    i == active ? ROLE_TAB_ACTIVE : ROLE_TAB,
				    tab.data);
		click_add(c,
			  (struct click){ .kind = CLICK_TAB,
					  .number = i,
					  .area = { y, x_tab, 1, x - x_tab } });
	}
	bytes_release(&tab);
}

/* Messages. */

/* The first line leaves columns free at its end. */
static int draw_beside(struct canvas *c, struct area a, int w_free,
		       enum role role, const struct bytes *text)
{
	struct area first = { a.y, a.x, 1, a.width - w_free };
	struct area rest = { a.y + 1, a.x, a.height - 1, a.width };
	struct text_lines lines = { 0 };
	int used = 1;

	text_lines_wrap(&lines, text->data, text->len,
			first.width > 2 ? first.width : 2);
	if (lines.n < 2 || rest.height < 1) {
		canvas_put_lines(c, first, role, text->data, text->len);
	} else {
		size_t start = lines.items[1].start;

		canvas_put_line(c, first.y, first.x, first.width, role,
				text->data, lines.items[0].len);
		used += canvas_put_lines(c, rest, role, text->data + start,
					 text->len - start);
	}
	text_lines_release(&lines);
	return used;
}

/* The keys at the end of the first line, where it is wide enough. */
static int draw_with_keys(struct canvas *c, struct area a, enum role role,
			  const struct bytes *text, const struct bytes *keys)
{
	int w_keys = a.width < 58 ? 0 : text_cols(keys->data, keys->len);

	canvas_put_str(c, a.y, a.x + a.width - w_keys, w_keys, ROLE_KEY,
		       keys->data);
	return draw_beside(c, a, w_keys + (w_keys > 0 ? 2 : 0), role, text);
}

/* What can be done about it. */
static void print_remedy(struct bytes *out, const struct document *doc,
			 const struct finding *f)
{
	struct mend mend;

	if (check_mend(doc->check, f, 0, &mend)) {
		mend_release(&mend);
		action_hint(out, ACTION_SUGGESTION);
		bytes_add_str(out, "  ");
	} else if (f->rule->severity != SEVERITY_ERROR) {
		action_hint(out, ACTION_ACCEPT);
		bytes_add_str(out, "  ");
	}
}

int status_draw_finding(struct canvas *c, struct area a,
			const struct document *doc, bool looks_only,
			const struct finding *f)
{
	struct bytes text = BYTES_INIT, keys = BYTES_INIT;
	enum role role = view_severity_role(f->rule->severity);

	if (!looks_only)
		print_remedy(&keys, doc, f);
	action_hint(&keys, ACTION_PROBLEM_NEXT);
	bytes_printf(&text, "%s %s ", glyph_mark(c, f->rule->severity),
		     f->rule->id);
	say_finding(doc, f, &text);
	/* as before the cell, where the focus takes one of the two places */
	if (a.x > 0 && f->place.field >= 0 &&
	    record_is_carried(&doc->record, f->place))
		canvas_put_str(c, a.y, a.x - 1, 1, ROLE_HINT, MARK_CARRIED);
	int used = draw_with_keys(c, a, role, &text, &keys);
	bytes_release(&text);
	bytes_release(&keys);
	return used;
}

int status_draw_repair(struct canvas *c, struct area a,
		       const struct document *doc, bool looks_only,
		       size_t repair)
{
	struct bytes text = BYTES_INIT, keys = BYTES_INIT;

	if (!looks_only)
		action_hint(&keys, ACTION_REPAIR);
	say_repair(doc->def, &doc->reading.repairs[repair], &text);
	int used = draw_with_keys(c, a, ROLE_TEXT, &text, &keys);
	bytes_release(&text);
	bytes_release(&keys);
	return used;
}

enum { UNIT_COLS = 20 };

/* A unit in brackets stands in the indicator's name: 4 (万人). */
static void reading_print(struct bytes *out, const struct document *doc,
			  struct place p, struct target_reading reading)
{
	int owner = doc->def->fields[p.field].owner;
	const char *name = owner < 0
				   ? ""
				   : record_get(&doc->record,
						(struct place){ owner, p.row });
	char unit[64];

	if (!*reading.unit && reading.has_number &&
	    target_unit_in_name(doc->def->targets, name, strlen(name), unit))
		snprintf(reading.unit, sizeof reading.unit, "(%.*s)",
			 (int)text_fit(unit, strlen(unit), UNIT_COLS, NULL),
			 unit);
	bytes_printf(out, "%s ", _("读作:"));
	say_target(&reading, out);
}

/* 可填: 省级、市级、县级 */
static void choices_print(struct bytes *out, const struct field *f)
{
	for (int i = 0; i < f->n_choices; i++)
		bytes_printf(out, "%s%s", i ? _("、") : _("可填: "),
			     f->choices[i]);
}

/* The names that a level can have here, of the tree of its parent. */
static void levels_print(struct bytes *out, const struct document *doc,
			 struct place p)
{
	const struct field *f = &doc->def->fields[p.field];
	const struct tree *tree = &doc->def->tree;
	int parent = -1, n = 0;

	if (f->owner >= 0)
		parent = tree_find(
			tree, f->depth - 1, -1,
			record_get(&doc->record,
				   (struct place){ f->owner, p.row }));
	for (size_t i = 0; i < tree->n_nodes; i++) {
		const struct tree_node *node = &tree->nodes[i];
		if (node->level != f->depth ||
		    (parent >= 0 && node->parent != parent))
			continue;
		bytes_printf(out, "%s%s", n++ ? _("、") : _("可填: "),
			     node->name);
	}
}

/* What is known of a cell whose text is seen already. */
static void cell_print(struct bytes *out, const struct document *doc,
		       struct place p, const char *text)
{
	const struct field *f = &doc->def->fields[p.field];
	struct target_reading reading;

	if (record_is_carried(&doc->record, p)) {
		bytes_add_str(out, _("沿用去年,"));
		action_hint(out, ACTION_CONFIRM);
		bytes_add_str(out, _("。"));
	}
	if (f->kind == FIELD_TARGET && p.row >= 0 && doc->check &&
	    check_reading(doc->check, text, &reading) &&
	    reading.kind != TARGET_BLANK) {
		reading_print(out, doc, p, reading);
		return;
	}
	if (*text && p.row > 0 && record_level_continues(&doc->record, p))
		bytes_printf(out, _("沿用上一行的“%s”。"), text);
	if (f->kind == FIELD_CHOICE)
		choices_print(out, f);
	else if (f->kind == FIELD_LEVEL && p.row >= 0)
		levels_print(out, doc, p);
	else
		bytes_add_str(out, say_help(f));
	if (f->formula && (f->table < 0 || p.row >= 0))
		bytes_printf(
			out,
			_("按“%s”自动计算；填写后不再跟着变，清空即恢复。"),
			f->formula_source);
}

void status_draw_cell(struct canvas *c, struct area a,
		      const struct document *doc, struct place p,
		      const char *text, bool is_cut)
{
	const int indent = 2;
	struct bytes line = BYTES_INIT;

	a.x += indent;
	a.width -= indent;
	if (p.field < 0 || a.height < 1 || a.width < 2)
		return;
	cell_print(&line, doc, p, text);
	if (is_cut) {
		int room = doc->def->fields[p.field].kind == FIELD_TARGET
				   ? a.height - 1
				   : a.height;
		struct area whole = { a.y, a.x, room, a.width };
		int used = canvas_put_lines(c, whole, ROLE_TEXT, text,
					    strlen(text));
		a.y += used;
		a.height -= used;
	}
	canvas_put_lines(c, a, ROLE_DIM, line.data, line.len);
	bytes_release(&line);
}

/* Sums. */

static const char *side_name(const struct definition *def, const int *fields)
{
	const struct field *f = &def->fields[fields[0]];

	if (f->table >= 0)
		return say_table(&def->tables[f->table]);
	const char *heading = definition_heading(def, fields[0]);
	return heading ? say_label(def, heading) : say_field(f);
}

static bool same_fields(const int *a, const int *b)
{
	for (; *a == *b; a++, b++)
		if (*a < 0)
			return true;
	return false;
}

/* Was this sum named by a balance before the i-th? Then it need not be again. */
static bool named_before(const struct document *doc, size_t i,
			 const int *fields)
{
	struct balance b;

	for (size_t k = 0; k < i && check_balance(doc->check, k, &b); k++)
		if (b.outcome != OUTCOME_NOT_APPLICABLE &&
		    (same_fields(b.left, fields) ||
		     same_fields(b.right, fields)))
			return true;
	return false;
}

static void balance_print(const struct canvas *c, struct bytes *out,
			  const struct document *doc, size_t i,
			  const struct balance *b)
{
	bool is_short = named_before(doc, i, b->right);

	bytes_printf(out, "%s ", side_name(doc->def, b->left));
	screen_sum_print(out, &b->left_sum);
	if (!is_short) {
		bytes_printf(out, " %s %s ",
			     b->outcome == OUTCOME_PASS
				     ? "="
				     : glyph_on(c, b->outcome == OUTCOME_FAIL
							   ? GLYPH_UNEQUAL
							   : GLYPH_UNCLEAR),
			     side_name(doc->def, b->right));
		screen_sum_print(out, &b->right_sum);
	}
	bytes_add_char(out, ' ');
	if (b->outcome == OUTCOME_PASS) {
		bytes_add_str(out, glyph_on(c, GLYPH_RIGHT));
	} else if (b->outcome == OUTCOME_FAIL) {
		screen_difference_print(out, b);
		bytes_printf(out, " %s", glyph_mark(c, b->rule->severity));
	} else {
		bytes_add_str(out, _("不能比较"));
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

static void draw_progress(struct canvas *c, int y, const struct document *doc)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, _("正在检查… %d%%"), document_checked_percent(doc));
	canvas_put_str(c, y, 1, c->width - 1, ROLE_DIM, text.data);
	bytes_release(&text);
}

void status_draw_sums(struct canvas *c, int y, const struct document *doc)
{
	struct bytes text = BYTES_INIT;
	int x = 1;

	/* not before the first step: most forms take no second one */
	if (document_checked_percent(doc) > 0)
		draw_progress(c, y, doc);
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
