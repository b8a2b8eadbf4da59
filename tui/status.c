#include <config.h>
#include "tui/status.h"

#include <string.h>
#include "core/amount.h"
#include "core/target.h"
#include "core/text.h"
#include "locale/say.h"

static const enum role severity_roles[] = {
	[SEVERITY_HINT] = ROLE_HINT,
	[SEVERITY_WARNING] = ROLE_WARNING,
	[SEVERITY_ERROR] = ROLE_ERROR,
};

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

void status_draw_title(struct canvas *c, int y, const struct document *doc,
		       bool is_read_only)
{
	const char *name = document_name(doc);
	struct bytes left = BYTES_INIT, right = BYTES_INIT;

	if (is_read_only)
		bytes_printf(&right, "%s  ", _("只读"));
	if (document_is_modified(doc))
		bytes_printf(&right, "%s  ", _("已修改"));
	bytes_add_str(&right, doc->dialect.encoding);
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

static void count_add(struct bytes *out, const struct document *doc,
		      const struct screen *s)
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
			bytes_printf(out, " %s%zu", say_severity_mark(shown[i]),
				     n);
	}
}

static void tab_print(struct bytes *out, const struct document *doc,
		      const struct screen *s, int i, bool is_active,
		      bool is_short)
{
	bytes_add_char(out, is_active ? '[' : ' ');
	bytes_printf(out, "%d%s", i + 1, is_short ? "" : screen_name(s));
	count_add(out, doc, s);
	bytes_add_char(out, is_active ? ']' : ' ');
}

void status_draw_tabs(struct canvas *c, int y, const struct document *doc,
		      struct screen *const *screens, int n, int active)
{
	struct bytes tab = BYTES_INIT;
	bool is_short = false;
	int x = 0;

	for (int i = 0; i < n; i++)
		tab_print(&tab, doc, screens[i], i, false, false);
	if (text_cols(tab.data, tab.len) > c->width)
		is_short = true;
	for (int i = 0; i < n && x < c->width; i++) {
		bytes_clear(&tab);
		tab_print(&tab, doc, screens[i], i, i == active,
			  is_short && i != active);
		x += canvas_put_str(c, y, x, c->width - x,
				    i == active ? ROLE_TAB_ACTIVE : ROLE_TAB,
				    tab.data);
	}
	bytes_release(&tab);
}

/* Messages. */

void status_draw_finding(struct canvas *c, int y, const struct document *doc,
			 const struct finding *f)
{
	struct bytes text = BYTES_INIT, keys = BYTES_INIT,
		     suggestion = BYTES_INIT;
	enum role role = severity_roles[f->rule->severity];

	if (check_suggestion(doc->check, f, 0, &suggestion)) {
		action_hint(&keys, ACTION_SUGGESTION);
		bytes_add_str(&keys, "  ");
	}
	action_hint(&keys, ACTION_PROBLEM_NEXT);
	int w_keys = c->width < 60 ? 0 : text_cols(keys.data, keys.len);
	bytes_printf(&text, "%s %s ", say_severity_mark(f->rule->severity),
		     f->rule->id);
	check_sentence(doc->check, f, say_is_english(), &text);
	canvas_put_str(c, y, 1, c->width - w_keys - 4, role, text.data);
	canvas_put_str(c, y, c->width - w_keys - 1, w_keys, ROLE_KEY,
		       keys.data);
	bytes_release(&text);
	bytes_release(&keys);
	bytes_release(&suggestion);
}

static void date_print(struct bytes *out, const struct target_date *d)
{
	if (d->year)
		bytes_printf(out, "%d", d->year);
	if (d->month)
		bytes_printf(out, d->year ? "-%02d" : "%d", d->month);
	if (d->day)
		bytes_printf(out, "-%02d", d->day);
}

static const char *const kinds[TARGET_KINDS] = {
	[TARGET_BLANK] = N_("空"),
	[TARGET_QUANTITY] = N_("定量"),
	[TARGET_RANGE] = N_("区间"),
	[TARGET_CHANGE] = N_("变化"),
	[TARGET_DATE] = N_("日期"),
	[TARGET_PERIOD] = N_("期间"),
	[TARGET_WORDS] = N_("定性"),
	[TARGET_YESNO] = N_("是否"),
	[TARGET_PLACEHOLDER] = N_("模板没有填"),
	[TARGET_UNREADABLE] = N_("读不出"),
};

static void number_print(struct bytes *out, const struct target_reading *r)
{
	const char *sign = target_relation_sign(r->relation);

	if (*sign)
		bytes_printf(out, " %s", sign);
	if (r->has_number) {
		bytes_add_char(out, ' ');
		amount_print(out, r->number, 0);
	}
	if (r->has_number2) {
		bytes_add_str(out, " – ");
		amount_print(out, r->number2, 0);
	}
}

/* 读作: 定量 4 (万人): a unit in brackets stands in the indicator's name. */
static void reading_print(struct bytes *out, const struct document *doc,
			  struct place p, const struct target_reading *r)
{
	int owner = doc->def->fields[p.field].owner;
	char unit[64];

	bytes_printf(out, "%s %s", _("读作:"), say(kinds[r->kind]));
	number_print(out, r);
	if (r->from.year || r->from.month) {
		bytes_add_char(out, ' ');
		date_print(out, &r->from);
	}
	if (r->to.year || r->to.month) {
		bytes_add_str(out, " → ");
		date_print(out, &r->to);
	}
	if (*r->unit) {
		bytes_printf(out, " %s", r->unit);
		return;
	}
	if (!r->has_number || owner < 0)
		return;
	const char *name =
		record_get(&doc->record, (struct place){ owner, p.row });
	if (target_unit_in_name(doc->def->targets, name, strlen(name), unit))
		bytes_printf(out, " (%s)", unit);
}

void status_draw_cell(struct canvas *c, int y, const struct document *doc,
		      struct place p, const char *text, bool is_cut)
{
	struct target_reading reading;
	struct bytes line = BYTES_INIT;

	if (p.field < 0)
		return;
	const struct field *f = &doc->def->fields[p.field];
	if (f->kind == FIELD_TARGET && p.row >= 0 && doc->check &&
	    check_reading(doc->check, text, &reading) &&
	    reading.kind != TARGET_BLANK)
		reading_print(&line, doc, p, &reading);
	else
		bytes_add_str(&line, is_cut ? text : f->help);
	canvas_put_str(c, y, 3, c->width - 4, is_cut ? ROLE_TEXT : ROLE_DIM,
		       line.data);
	bytes_release(&line);
}

/* Sums. */

static const char *side_name(const struct definition *def, const int *fields)
{
	const struct field *f = &def->fields[fields[0]];

	if (f->table >= 0)
		return say_table(&def->tables[f->table]);
	const char *heading = screen_heading(def, fields[0]);
	return heading ? heading : say_field(f);
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

static void balance_print(struct bytes *out, const struct document *doc,
			  size_t i, const struct balance *b)
{
	bool is_short = named_before(doc, i, b->right);

	bytes_printf(out, "%s ", side_name(doc->def, b->left));
	screen_sum_print(out, &b->left_sum);
	if (!is_short) {
		bytes_printf(out, " %s %s ",
			     b->outcome == OUTCOME_FAIL	  ? "≠"
			     : b->outcome == OUTCOME_PASS ? "="
							  : "/",
			     side_name(doc->def, b->right));
		screen_sum_print(out, &b->right_sum);
	}
	bytes_add_char(out, ' ');
	if (b->outcome == OUTCOME_PASS)
		bytes_add_str(out, "✓");
	if (b->outcome != OUTCOME_FAIL)
		return;
	screen_difference_print(out, b);
	bytes_printf(out, " %s", say_severity_mark(b->rule->severity));
}

void status_draw_sums(struct canvas *c, int y, const struct document *doc)
{
	struct bytes text = BYTES_INIT;
	struct balance b;
	int x = 1;

	if (!doc->check)
		return;
	for (size_t i = 0; check_balance(doc->check, i, &b); i++) {
		if (b.outcome == OUTCOME_NOT_APPLICABLE)
			continue;
		bytes_clear(&text);
		balance_print(&text, doc, i, &b);
		x += canvas_put_str(c, y, x, c->width - x,
				    b.outcome == OUTCOME_FAIL
					    ? severity_roles[b.rule->severity]
					    : ROLE_TEXT,
				    text.data) +
		     2;
	}
	for (int t = 0; t < doc->def->n_tables; t++) {
		bytes_clear(&text);
		bytes_printf(&text, "%s %zu", say_table(&doc->def->tables[t]),
			     check_n_rows(doc->check, t));
		x += canvas_put_str(c, y, x, c->width - x, ROLE_DIM,
				    text.data) +
		     2;
	}
	bytes_release(&text);
}

/* Hints: the first that fit. */

static const enum action form_hints[] = { ACTION_NEXT, ACTION_UNDO, ACTION_FIND,
					  ACTION_SAVE, ACTION_HELP, ACTION_QUIT,
					  ACTION_NONE };
static const enum action rows_hints[] = { ACTION_NEXT, ACTION_ROW_NEW,
					  ACTION_UNDO, ACTION_FIND,
					  ACTION_SAVE, ACTION_HELP,
					  ACTION_QUIT, ACTION_NONE };
static const enum action list_hints[] = { ACTION_GO,   ACTION_SUGGESTION,
					  ACTION_UNDO, ACTION_FIND,
					  ACTION_SAVE, ACTION_HELP,
					  ACTION_QUIT, ACTION_NONE };
static const enum action edit_hints[] = {
	ACTION_ACCEPT_DOWN, ACTION_ACCEPT_RIGHT, ACTION_CANCEL, ACTION_COPY,
	ACTION_PASTE,	    ACTION_HELP,	 ACTION_NONE
};
static const enum action long_hints[] = { ACTION_ACCEPT_RIGHT, ACTION_CANCEL,
					  ACTION_COPY,	       ACTION_PASTE,
					  ACTION_HELP,	       ACTION_NONE };

static const enum action *hints_of(enum action_place place)
{
	switch (place) {
	case ON_ROWS:
		return rows_hints;
	case ON_LIST:
		return list_hints;
	case ON_EDIT:
		return edit_hints;
	case ON_LONG:
		return long_hints;
	default:
		return form_hints;
	}
}

void status_draw_hints(struct canvas *c, int y, enum action_place place)
{
	const enum action *hints = hints_of(place);
	struct bytes text = BYTES_INIT;
	int x = 1;

	if (place == ON_FORM || place == ON_ROWS)
		x += canvas_put_str(c, y, x, c->width - x, ROLE_DIM,
				    _("直接输入")) +
		     2;
	if (place == ON_LONG)
		x += canvas_put_str(c, y, x, c->width - x, ROLE_DIM,
				    _("Enter换行")) +
		     2;
	for (; *hints; hints++) {
		bytes_clear(&text);
		action_hint(&text, *hints);
		if (x + text_cols(text.data, text.len) > c->width)
			break;
		x += canvas_put_str(c, y, x, c->width - x, ROLE_KEY,
				    text.data) +
		     2;
	}
	bytes_release(&text);
}
