#include <config.h>

#include <stdio.h>
#include <string.h>
#include "core/acceptance.h"
#include "core/document_choices.h"
#include "core/document_repairs.h"
#include "core/document_strays.h"
#include "core/text.h"
#include "locale/say.h"
#include "locale/say_form.h"
#include "tui/help.h"
#include "tui/screen.h"

/* ---- the cell ---- */

static const char *const kinds[FIELD_KINDS] = {
	[FIELD_TEXT] = N_("一行文字"),
	[FIELD_LONG] = N_("长文，可以分段"),
	[FIELD_MONEY] = N_("金额，只填数字"),
	[FIELD_INTEGER] = N_("整数，不小于 0"),
	[FIELD_DECIMAL] = N_("小数"),
	[FIELD_YEAR] = N_("年份，四位数字"),
	[FIELD_CHOICE] = N_("几项里选一项"),
	[FIELD_LEVEL] = N_("指标目录里的名称"),
	[FIELD_TARGET] = N_("指标值：比较符号、数值和单位，或文字、日期"),
	[FIELD_RELATION] = N_("比较符号"),
	[FIELD_UNIT] = N_("计量单位"),
};

static void put_kind(struct overlay *help, const struct document *doc,
		     struct place p)
{
	const struct field *f = &doc->def->fields[p.field];
	struct bytes text = BYTES_INIT;
	const char *unit =
		*f->unit ? say_unit(f) : record_unit(&doc->record, p);

	bytes_add_str(&text, f->is_free ? _("一行字，几行共有的只写一次")
					: say(kinds[f->kind]));
	if (f->kind == FIELD_MONEY || f->kind == FIELD_DECIMAL)
		bytes_printf(&text, _("；小数最多 %d 位"), f->decimals_max);
	if (*unit)
		bytes_printf(&text, _("；单位 %s"), unit);
	bytes_add_str(&text, f->required ? _("；必填") : _("；可以空着"));
	help_add(help, _("怎么填"), ROLE_TEXT, text.data);
	bytes_release(&text);
}

enum { CHOICES_SHOWN = 12 };

static void put_choices(struct overlay *help, const struct document *doc,
			struct place p)
{
	struct choices choices;
	struct bytes text = BYTES_INIT;

	document_choices(doc, p, &choices);
	for (size_t i = 0; i < choices.n && i < CHOICES_SHOWN; i++) {
		const struct choice *c = &choices.items[i];
		struct bytes one = BYTES_INIT;

		bytes_add_str(&one, c->text);
		if (c->gap != CHOICE_NO_GAP)
			bytes_splice(&one, c->gap, 0, "…", strlen("…"));
		bytes_printf(&text, "%s%s", i > 0 ? _("、") : "", one.data);
		bytes_release(&one);
	}
	if (choices.n > CHOICES_SHOWN)
		bytes_add_str(&text, _(" 等"));
	if (choices.n > 0)
		help_add(help, help_looks_only(help) ? _("可填") : _("F5 选填"),
			 ROLE_TEXT, text.data);
	bytes_release(&text);
	choices_release(&choices);
}

static void put_reading(struct overlay *help, const struct document *doc,
			struct place p, const char *text)
{
	struct target_reading reading;
	struct bytes said = BYTES_INIT;

	if (doc->def->fields[p.field].kind != FIELD_TARGET || !doc->check ||
	    !check_reading(doc->check, p, text, &reading) ||
	    reading.kind == TARGET_BLANK)
		return;
	say_target(&reading, &said);
	help_add(help, _("读作"), ROLE_TEXT, said.data);
	bytes_release(&said);
}

static void put_formula(struct overlay *help, const struct field *f)
{
	struct bytes text = BYTES_INIT;

	if (!f->formula)
		return;
	bytes_printf(&text, _("按“%s”自动计算；填写后不再跟着变，清空即恢复。"),
		     f->formula_source);
	help_add(help, _("怎么算"), ROLE_TEXT, text.data);
	bytes_release(&text);
}

/* ---- a problem ---- */

static void put_sentence(struct overlay *help, const struct document *doc,
			 const struct finding *f)
{
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, "%s %s %s", say_severity_mark(f->rule->severity),
		     say_severity(f->rule->severity), f->rule->id);
	help_add_heading(help, text.data);
	bytes_clear(&text);
	say_finding(doc, f, &text);
	help_add(help, _("问题是"), view_severity_role(f->rule->severity),
		 text.data);
	bytes_release(&text);
}

enum { RULE_BYTES_MAX = 150 };

/* Only a short one: long ones, and patterns, are for whoever keeps the form. */
static void put_rule(struct overlay *help, const struct rule *rule)
{
	struct bytes text = BYTES_INIT;

	if (*rule->source.condition)
		bytes_printf(&text, _("如果 %s，就要 %s"),
			     rule->source.condition, rule->source.requirement);
	else
		bytes_add_str(&text, rule->source.requirement);
	if (text.len > 0 && text.len <= RULE_BYTES_MAX &&
	    !strpbrk(text.data, "\\[{"))
		help_add(help, _("规则是"), ROLE_DIM, text.data);
	bytes_release(&text);
}

/* A rule over many cells has examples of some, which say nothing of another. */
static bool is_about(const char *example, const struct definition *def,
		     int field)
{
	const char *name = field < 0 ? "" : def->fields[field].name;
	const char *dot = strrchr(name, '.');

	return strstr(example, dot ? dot + 1 : name) != NULL;
}

static void put_why(struct overlay *help, const struct definition *def,
		    const struct finding *f)
{
	const struct rule *rule = f->rule;
	struct bytes text = BYTES_INIT;

	if (*rule->opinion)
		help_add(help, _("审核意见"), ROLE_TEXT, rule->opinion);
	if (*rule->basis)
		help_add(help, _("依据是"), ROLE_TEXT, rule->basis);
	put_rule(help, rule);
	if (*rule->pass_example && *rule->fail_example &&
	    is_about(rule->pass_example, def, f->place.field))
		bytes_printf(&text, _("可以：%s  不行：%s"), rule->pass_example,
			     rule->fail_example);
	if (text.len > 0 && text.len <= RULE_BYTES_MAX)
		help_add(help, _("例"), ROLE_DIM, text.data);
	bytes_release(&text);
}

/* What a key does that changes the form. */
static void put_key(struct overlay *help, const char *key, const char *text)
{
	if (!help_looks_only(help))
		help_add(help, key, ROLE_TEXT, text);
}

static void put_drop(struct overlay *help)
{
	put_key(help, "Alt-k", _("看放不进的是什么，不要的逐行删去"));
}

static void put_mends(struct overlay *help, const struct document *doc,
		      const struct finding *f)
{
	enum { COLS = 160 };
	const char *first = help_looks_only(help) ? _("可改成") : _("F4 改成");
	struct mends mends = { 0 };
	struct bytes text = BYTES_INIT;

	check_mends(doc->check, f, &mends);
	for (size_t i = 0; i < mends.n; i++) {
		bytes_clear(&text);
		say_mend_cut(doc, f, &mends.items[i], COLS, &text);
		help_add(help, i == 0 ? first : _("或者改成"), ROLE_GOOD,
			 text.data);
	}
	if (mends.n == 0)
		help_add(help, _("怎么改"), ROLE_TEXT,
			 _("照问题里说的改，改好立即复查"));
	if (document_is_of_strays(doc, f))
		put_drop(help);
	if (f->rule->severity != SEVERITY_ERROR)
		put_key(help, _("F9 说明"),
			_("确实如此的，写明理由就不再算问题"));
	bytes_release(&text);
	mends_release(&mends);
}

void help_about_finding(struct overlay *help, const struct document *doc,
			const struct finding *f)
{
	put_sentence(help, doc, f);
	put_why(help, doc->def, f);
	put_mends(help, doc, f);
}

/* What was said of it, and that it is no problem for now. */
static void put_accepted(struct overlay *help, const struct document *doc,
			 const struct finding *f)
{
	struct bytes text = BYTES_INIT;
	bool holds;
	const struct acceptance *said = check_acceptance(doc->check, f, &holds);

	put_sentence(help, doc, f);
	if (said)
		bytes_printf(&text, _("%s (%s)；内容一变再算问题"),
			     said->reason, said->date);
	help_add(help, _("已说明"), ROLE_GOOD, text.data);
	bytes_release(&text);
}

static void put_problems(struct overlay *help, const struct document *doc,
			 struct place p)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);

	for (size_t i = 0; i < n; i++)
		if (place_equal(findings[i].place, p))
			help_about_finding(help, doc, &findings[i]);
	n = check_accepted(doc->check, &findings);
	for (size_t i = 0; i < n; i++)
		if (place_equal(findings[i].place, p))
			put_accepted(help, doc, &findings[i]);
}

/* ---- a repair ---- */

void help_about_repair(struct overlay *help, const struct document *doc,
		       size_t repair)
{
	const struct repair *r = &doc->reading.repairs[repair];
	enum repair_state state = document_repair_state(doc, repair);
	struct bytes text = BYTES_INIT;

	if (r->line > 0)
		bytes_printf(&text, _("读入时：%s，文件第 %zu 行"),
			     say_repair_word(r->kind), r->line);
	else
		bytes_printf(&text, _("读入时：%s"), say_repair_word(r->kind));
	help_add_heading(help, text.data);
	bytes_clear(&text);
	say_repair(doc->def, r, &text);
	help_add(help, _("内容"), ROLE_TEXT, text.data);
	if (r->from)
		help_add(help, _("原来是"), ROLE_TEXT, r->from);
	if (r->text && *r->text)
		help_add(help, _("现在是"), ROLE_TEXT, r->text);
	if (state == REPAIR_STATE_UNMADE)
		put_key(help, "Delete",
			_("这一行现在按文件里的原样；再按一次修好"));
	else if (r->place.field >= 0)
		put_key(help, "Delete",
			_("在问题列表里，不要这处修复，按文件里的原样"));
	else if (document_has_strays(doc, r->line))
		put_drop(help);
	bytes_release(&text);
}

static void put_repairs(struct overlay *help, const struct document *doc,
			struct place p)
{
	for (size_t i = 0; i < doc->reading.n_repairs; i++)
		if (place_equal(doc->reading.repairs[i].place, p) &&
		    document_repair_state(doc, i) != REPAIR_STATE_UNMADE)
			help_about_repair(help, doc, i);
}

/* ---- all of it ---- */

void help_about_cell(struct overlay *help, const struct document *doc,
		     struct place p, const char *text)
{
	const struct field *f = &doc->def->fields[p.field];
	struct bytes name = BYTES_INIT;

	say_cell(doc->def, p, &name);
	help_add_heading(help, name.data);
	if (*say_help(f))
		help_add(help, _("本栏"), ROLE_TEXT, say_help(f));
	put_kind(help, doc, p);
	put_choices(help, doc, p);
	put_reading(help, doc, p, text);
	put_formula(help, f);
	if (doc->check)
		put_problems(help, doc, p);
	put_repairs(help, doc, p);
	bytes_release(&name);
}
