#include <config.h>
#include "core/definition.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/check.h"
#include "core/store.h"
#include "tests/unit/support.h"

static void setup(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
}

TestSuite(definition, .timeout = 60, .init = setup);

Test(definition, first_form_is_whole)
{
	struct definition *def = support_form(FIRST_FORM);

	cr_expect_eq(def->n_tables, 2);
	cr_expect_eq(def->n_screens, 5);
	cr_expect_eq(def->width, 5);
	cr_expect_str_eq(def->screens[0].name, "基本信息");
	cr_expect_str_eq(def->screens[0].english, "Basics");
	cr_expect_str_eq(def->tables[0].key, "tasks");
	cr_expect_eq(def->tables[1].rows_printed, 6);
	cr_expect_eq(def->tables[1].rows_usual, 200);
	definition_free(def);
}

Test(definition, fields_know_their_place)
{
	struct definition *def = support_form(FIRST_FORM);
	const struct field *f =
		&def->fields[support_field(def, "指标.二级指标")];

	cr_expect_str_eq(f->label, "二级指标");
	cr_expect_str_eq(f->key, "indicators.level2");
	cr_expect_eq(f->kind, FIELD_LEVEL);
	cr_expect_eq(f->depth, 1);
	cr_expect_eq(f->slot, 1);
	cr_expect_eq(f->layout_col, 2);
	f = &def->fields[support_field(def, "基本支出")];
	cr_expect_str_eq(f->unit, "万元");
	cr_expect_eq(f->table, -1);
	cr_expect_eq(f->layout_row, 4);
	definition_free(def);
}

Test(definition, every_example_comes_out)
{
	struct definition *def = support_form(FIRST_FORM);
	struct failure_list faults = { 0 };

	check_examples(def, &faults);
	definition_check_targets(def, &faults);
	for (size_t i = 0; i < faults.n; i++)
		cr_expect(false, "%s:%zu:%zu: %s", faults.items[i].path,
			  faults.items[i].line, faults.items[i].column,
			  faults.items[i].value);
	failure_list_release(&faults);
	definition_free(def);
}

/* ---- broken ones: the first form's folder with one file changed ---- */

static const char *const files[] = { "layout.csv",     "fields.csv",
				     "rules.csv",      "targets.csv",
				     "indicators.csv", NULL };

static void copy_form(const char *to, const char *changed, const char *old,
		      const char *new)
{
	for (int i = 0; files[i]; i++) {
		struct bytes from = BYTES_INIT, path = BYTES_INIT;
		struct store_stamp stamp;
		char *data, *at;
		size_t n;

		bytes_printf(&from, "%s/%s", support_path(FIRST_FORM),
			     files[i]);
		bytes_printf(&path, "%s/%s", to, files[i]);
		cr_assert(store_read(from.data, &data, &n, &stamp, NULL));
		bytes_clear(&from);
		bytes_add(&from, data, n);
		if (strcmp(files[i], changed) == 0) {
			at = strstr(from.data, old);
			cr_assert(at, "%s not in %s", old, changed);
			bytes_splice(&from, (size_t)(at - from.data),
				     strlen(old), new, strlen(new));
		}
		support_write(path.data, from.data, from.len);
		bytes_release(&from);
		bytes_release(&path);
		free(data);
	}
}

struct broken {
	const char *file, *old, *new;
	enum failure_code code;
	size_t line, column;
};

static const struct broken table[] = {
	{ "layout.csv", "{部门名称},←,←,←", "{部门名称},←,←", FAILURE_DEF_WIDTH,
	  2, 0 },
	{ "layout.csv", "{基本支出}", "{基本收入}", FAILURE_DEF_UNKNOWN, 5, 3 },
	{ "layout.csv", "{其他资金}", "{财政拨款}", FAILURE_DEF_TWICE, 6, 5 },
	{ "layout.csv", "{年度}年{级次}", "{部门名称}{总体绩效目标}",
	  FAILURE_DEF_LAYOUT, 1, 1 },
	{ "layout.csv", "{指标.指标值}", "{任务.名称}", FAILURE_DEF_LAYOUT, 14,
	  5 },
	{ "fields.csv", "staff,整数", "staff,人数", FAILURE_DEF_VALUE, 6, 3 },
	{ "fields.csv", "下属二级单位数", "财政供养人员数", FAILURE_DEF_TWICE,
	  7, 1 },
	{ "fields.csv", "名称,键", "名称,关键", FAILURE_DEF_COLUMN, 1, 2 },
	{ "fields.csv", "其他资金,", "合计,", FAILURE_DEF_RESERVED, 11, 1 },
	{ "fields.csv", "指标.三级指标,,", "指标.四级指标,,",
	  FAILURE_DEF_UNKNOWN, 26, 10 },
	{ "indicators.csv", "数量目标,1", "数量目标,一", FAILURE_DEF_VALUE, 3,
	  5 },
	{ "rules.csv", "REQ-EMPTY,错误", "REQ-EMPTY,严重", FAILURE_DEF_VALUE, 2,
	  2 },
	{ "rules.csv", "必填格", "必填项", FAILURE_DEF_VALUE, 2, 3 },
	{ "rules.csv", "不空(本格)", "不空(本格", FAILURE_DEF_SYNTAX, 2, 5 },
	{ "rules.csv", "部门名称=甲局;任务.名称=甲/乙", "",
	  FAILURE_DEF_NO_EXAMPLE, 2, 12 },
	{ "targets.csv", "^±{数}{短单位}?{后缀}?$", "^(±{数}$",
	  FAILURE_DEF_PATTERN, 0, 3 },
	{ "targets.csv", "正负,区间", "正负,区域", FAILURE_DEF_VALUE, 0, 2 },
};

static void load_broken(const char *folder, struct failure_list *faults)
{
	struct definition *def = definition_load(folder, faults);

	if (def)
		definition_load_rules(def, faults);
	definition_free(def);
}

Test(definition, broken_ones_are_refused_by_place)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct broken *b = &table[i];
		struct failure_list faults = { 0 };
		char *folder = support_folder();
		bool found = false;

		copy_form(folder, b->file, b->old, b->new);
		load_broken(folder, &faults);
		for (size_t k = 0; k < faults.n; k++) {
			const struct failure *f = &faults.items[k];

			found |= f->code == b->code &&
				 (!b->line || f->line == b->line) &&
				 f->column == b->column &&
				 strstr(f->path, b->file);
		}
		cr_expect(found,
			  "case %zu: %s → %s: %zu faults, first %d at "
			  "%zu:%zu",
			  i, b->old, b->new, faults.n,
			  faults.n ? (int)faults.items[0].code : 0,
			  faults.n ? faults.items[0].line : 0,
			  faults.n ? faults.items[0].column : 0);
		failure_list_release(&faults);
		support_remove_folder(folder);
		free(folder);
	}
}

Test(definition, all_faults_at_once)
{
	struct failure_list faults = { 0 };
	char *folder = support_folder();

	copy_form(folder, "fields.csv", "staff,整数,是", "staff,人数,对");
	load_broken(folder, &faults);
	cr_expect_eq(faults.n, 1, "a row of an unknown type has that fault");
	failure_list_release(&faults);
	copy_form(folder, "fields.csv", "金额,是,,,预算|Budget,",
		  "金额,对,,x,预算|Budget,");
	load_broken(folder, &faults);
	cr_expect_eq(faults.n, 2, "got %zu", faults.n);
	failure_list_release(&faults);
	support_remove_folder(folder);
	free(folder);
}

Test(definition, missing_file_is_named)
{
	struct failure_list faults = { 0 };

	load_broken("/nonexistent", &faults);
	cr_assert_geq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_DEF_FILE);
	cr_expect_str_eq(faults.items[0].path, "/nonexistent/fields.csv");
	failure_list_release(&faults);
}

/* A pattern that tries too many ways is refused where its example shows it. */
Test(definition, slow_pattern_is_refused)
{
	struct failure_list faults = { 0 };
	char *folder = support_folder();
	struct definition *def;

	copy_form(folder, "targets.csv", "^±{数}{短单位}?{后缀}?$,,±5%,5%",
		  "^±(?:\\d+)+[;:]$,,±5%,±11111111111111111111111111");
	def = definition_load(folder, &faults);
	cr_assert(def && definition_load_rules(def, &faults));
	cr_expect_not(definition_check_targets(def, &faults));
	cr_expect_eq(faults.n, 2);
	cr_expect_eq(faults.items[0].code, FAILURE_DEF_EXAMPLE);
	cr_expect_eq(faults.items[1].code, FAILURE_DEF_SLOW);
	cr_expect_eq(faults.items[1].column, 6);
	cr_expect_str_eq(faults.items[1].value, "±11111111111111111111111111");
	failure_list_release(&faults);
	definition_free(def);
	support_remove_folder(folder);
	free(folder);
}

Test(definition, wrong_example_is_refused)
{
	struct failure_list faults = { 0 };
	char *folder = support_folder();
	struct definition *def;

	copy_form(folder, "rules.csv",
		  "部门名称=甲局;任务.名称=甲/乙,部门名称=",
		  "部门名称=,部门名称=甲局");
	def = definition_load(folder, &faults);
	cr_assert(def && definition_load_rules(def, &faults));
	cr_expect_not(check_examples(def, &faults));
	cr_expect_eq(faults.n, 2);
	cr_expect_eq(faults.items[0].code, FAILURE_DEF_EXAMPLE);
	cr_expect_eq(faults.items[0].column, 12);
	cr_expect_eq(faults.items[1].column, 13);
	failure_list_release(&faults);
	definition_free(def);
	support_remove_folder(folder);
	free(folder);
}
