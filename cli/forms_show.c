/* A definition for reading: what is to be filled in, screen by screen, and what
   is checked. */
#include <config.h>
#include "cli/forms.h"

#include <string.h>
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"

enum { INDENT = 2, INDENT_MORE = 6 };

struct page {
	const struct definition *def;
	int w_cols;
	struct bytes *out;
};

/* One or more lines, broken at the width, each behind `indent` blanks. */
static void add_paragraph(struct page *page, int indent, const char *text)
{
	struct bytes shown = BYTES_INIT;
	struct text_lines lines = { 0 };

	text_show_str(&shown, text, -1);
	text_lines_wrap(&lines, shown.data, shown.len, page->w_cols - indent);
	for (size_t i = 0; i < lines.n && shown.len > 0; i++) {
		size_t n = lines.items[i].len;
		const char *s = shown.data + lines.items[i].start;

		while (n > 0 && s[n - 1] == ' ')
			n--;
		bytes_printf(page->out, "%*s%.*s\n", indent, "", (int)n, s);
	}
	text_lines_release(&lines);
	bytes_release(&shown);
}

/* "word: text" if there is a text. */
static void add_part(struct page *page, const char *word, const char *text)
{
	struct bytes part = BYTES_INIT;

	if (*text) {
		bytes_printf(&part, "%s%s%s", word, _("："), text);
		add_paragraph(page, INDENT_MORE, part.data);
	}
	bytes_release(&part);
}

/* ---- fields ---- */

static const char *kind_word(enum field_kind kind)
{
	static const char *const words[FIELD_KINDS] = {
		[FIELD_TEXT] = N_("文本"),     [FIELD_LONG] = N_("长文"),
		[FIELD_MONEY] = N_("金额"),    [FIELD_INTEGER] = N_("整数"),
		[FIELD_DECIMAL] = N_("小数"),  [FIELD_YEAR] = N_("年份"),
		[FIELD_CHOICE] = N_("选项"),   [FIELD_LEVEL] = N_("层级"),
		[FIELD_TARGET] = N_("指标值"), [FIELD_RELATION] = N_("关系"),
		[FIELD_UNIT] = N_("单位"),
	};

	return say(words[kind]);
}

static void add_choices(struct page *page, const struct field *field)
{
	struct bytes list = BYTES_INIT;

	for (int i = 0; i < field->n_choices; i++)
		bytes_printf(&list, i ? " | %s" : "%s", field->choices[i]);
	add_part(page, _("可以填"), list.data ? list.data : "");
	bytes_release(&list);
}

static void add_field(struct page *page, const struct field *field)
{
	struct bytes head = BYTES_INIT;

	bytes_printf(&head, "%s  [%s]  %s", say_field(field), field->key,
		     kind_word(field->kind));
	if (*field->unit)
		bytes_printf(&head, " %s", say_unit(field));
	if (field->required)
		bytes_printf(&head, "  %s", _("必填"));
	add_paragraph(page, INDENT, head.data);
	add_paragraph(page, INDENT_MORE, say_help(field));
	add_choices(page, field);
	add_part(page, _("计算"), field->formula_source);
	bytes_release(&head);
}

static void add_table(struct page *page, const struct table_def *table)
{
	struct bytes head = BYTES_INIT;

	bytes_printf(&head, _("%s：可以加行，空白表 %d 行，最多 %d 行"),
		     say_table(table), table->rows_printed, table->rows_usual);
	add_paragraph(page, INDENT, head.data);
	for (int c = 0; c < table->n_columns; c++)
		add_field(page, &page->def->fields[table->columns[c]]);
	bytes_release(&head);
}

static void add_screen(struct page *page, int screen)
{
	const struct definition *def = page->def;

	bytes_add_char(page->out, '\n');
	add_paragraph(page, 0, say_screen(&def->screens[screen]));
	for (int i = 0; i < def->n_fields; i++)
		if (def->fields[i].screen == screen && def->fields[i].table < 0)
			add_field(page, &def->fields[i]);
	for (int t = 0; t < def->n_tables; t++)
		if (def->tables[t].screen == screen)
			add_table(page, &def->tables[t]);
}

/* ---- rules ---- */

static void add_rule(struct page *page, const struct rule *rule)
{
	struct bytes head = BYTES_INIT;
	const struct rule_source *source = &rule->source;
	bool is_english = say_is_english() && *source->english;

	bytes_printf(&head, "%s  %s  %s", rule->id,
		     say_severity(rule->severity), source->scope);
	add_paragraph(page, INDENT, head.data);
	add_paragraph(page, INDENT_MORE,
		      is_english ? source->english : source->message);
	add_part(page, _("条件"), source->condition);
	add_part(page, _("要求"), source->requirement);
	add_part(page, _("改为"), source->suggestions);
	add_part(page, _("意见"), rule->opinion);
	add_part(page, _("依据"), rule->basis);
	bytes_release(&head);
}

static void add_rules(struct page *page)
{
	struct bytes head = BYTES_INIT;

	bytes_printf(&head, _("规则：%zu 条"), page->def->n_rules);
	bytes_add_char(page->out, '\n');
	add_paragraph(page, 0, head.data);
	for (size_t i = 0; i < page->def->n_rules; i++)
		add_rule(page, &page->def->rules[i]);
	bytes_release(&head);
}

static void add_line(struct page *page, const char *word, const char *text)
{
	bytes_printf(page->out, "%*s%s%s", INDENT, "", word, _("："));
	text_show_str(page->out, text, -1);
	bytes_add_char(page->out, '\n');
}

/* The folder is shown whole: it is there to be copied. */
static void add_head(struct page *page)
{
	const struct definition *def = page->def;

	add_paragraph(page, 0, say_title(def));
	if (strcmp(say_title(def), def->title) != 0)
		add_paragraph(page, 0, def->title);
	bytes_printf(page->out, "%*s%s%s", INDENT, "", _("文件夹"), _("："));
	name_show(page->out, def->folder, -1);
	bytes_add_char(page->out, '\n');
	add_line(page, _("键"), def->key);
	if (*def->version)
		add_line(page, _("版本"), def->version);
}

void forms_show(const struct definition *def, int w_cols, struct bytes *out)
{
	struct page page = { .def = def, .w_cols = w_cols, .out = out };

	add_head(&page);
	for (int s = 0; s < def->n_screens; s++)
		add_screen(&page, s);
	add_rules(&page);
}
