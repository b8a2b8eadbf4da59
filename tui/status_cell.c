#include <config.h>
#include "tui/status.h"

#include <stdio.h>
#include <string.h>
#include "core/document_earlier.h"
#include "core/target.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/action.h"

enum { UNIT_COLS = 20 };

/* A unit in brackets stands in the indicator's name: 4 (万人). */
static void reading_print(struct bytes *out, const struct document *doc,
			  struct place p, struct target_reading reading)
{
	int named = definition_target_name(doc->def, p.field);
	const char *name = named < 0
				   ? ""
				   : record_get(&doc->record,
						(struct place){ named, p.row });
	char unit[64];

	if (!*reading.unit && reading.has_number &&
	    target_unit_in_name(doc->def->targets, name, strlen(name), unit))
		snprintf(reading.unit, sizeof reading.unit, "(%.*s)",
			 (int)text_fit(unit, strlen(unit), UNIT_COLS, NULL),
			 unit);
	bytes_add_str(out, _("读作："));
	say_target(&reading, out);
}

/* 可填：省级、市级、县级 */
static void choices_print(struct bytes *out, const struct field *f)
{
	for (int i = 0; i < f->n_choices; i++)
		bytes_printf(out, "%s%s", i ? _("、") : _("可填："),
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
		bytes_printf(out, "%s%s", n++ ? _("、") : _("可填："),
			     node->name);
	}
}

/* From the row above; what is being typed isn't. */
static bool is_taken_over(const struct document *doc, struct place p,
			  const char *text)
{
	return *text && record_level_repeats(&doc->record, p) &&
	       !strcmp(text, record_get(&doc->record, p));
}

/* A new row is under the levels of the one above, which don't stand in it:
   before its name does, they are told. */
static void new_row_print(struct bytes *out, const struct document *doc,
			  struct place p)
{
	const struct definition *def = doc->def;
	struct bytes levels = BYTES_INIT;

	for (int i = 0; i < def->n_fields; i++) {
		struct place level = { i, p.row };

		if (def->fields[i].table != def->fields[p.field].table ||
		    def->fields[i].kind != FIELD_LEVEL ||
		    !record_level_repeats(&doc->record, level))
			continue;
		bytes_printf(&levels, "%s%s", levels.len > 0 ? _("、") : "",
			     record_get(&doc->record, level));
	}
	if (levels.len > 0)
		bytes_printf(out, _("沿用上一行的“%s”。"), levels.data);
	bytes_release(&levels);
}

/* What it was last year, where that form stands beside. */
static void last_year_print(struct bytes *out, const struct document *doc,
			    int field)
{
	const struct field *f = &doc->def->fields[field];
	bool is_number = f->kind == FIELD_MONEY || f->kind == FIELD_INTEGER ||
			 f->kind == FIELD_DECIMAL;
	const char *text;

	if (f->table >= 0 || !is_number)
		return;
	text = document_earlier_text(doc, field);
	if (text && !text_is_blank(text))
		bytes_printf(out, _("上年 %s。"), text);
}

/* What is known of a cell whose text is seen already. */
static void cell_print(struct bytes *out, const struct document *doc,
		       struct place p, const char *text)
{
	const struct field *f = &doc->def->fields[p.field];
	struct target_reading reading;

	if (record_is_carried(&doc->record, p)) {
		bytes_add_str(out, _("沿用去年，"));
		action_hint(out, ACTION_CONFIRM);
		bytes_add_str(out, _("。"));
	} else {
		last_year_print(out, doc, p.field);
	}
	if (f->kind == FIELD_TARGET && p.row >= 0 && doc->check &&
	    check_reading(doc->check, p, text, &reading) &&
	    reading.kind != TARGET_BLANK) {
		reading_print(out, doc, p, reading);
		return;
	}
	if (is_taken_over(doc, p, text))
		bytes_printf(out, _("沿用上一行的“%s”。"), text);
	else if (p.row > 0 && f->kind == FIELD_TEXT &&
		 !*record_get(&doc->record, p))
		new_row_print(out, doc, p);
	if (f->kind == FIELD_CHOICE ||
	    (f->kind == FIELD_RELATION && f->n_choices > 0))
		choices_print(out, f);
	else if (f->kind == FIELD_LEVEL && !f->is_free && p.row >= 0)
		levels_print(out, doc, p);
	else
		bytes_add_str(out, say_help(f));
	if (f->formula && (f->table < 0 || p.row >= 0)) {
		bytes_add_str(out, *say_help(f) ? _("。") : "");
		bytes_printf(
			out,
			_("按“%s”自动计算；填写后不再跟着变，清空即恢复。"),
			f->formula_source);
	}
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
