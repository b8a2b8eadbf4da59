#include <config.h>
#include "core/definition.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/check.h"
#include "core/document.h"
#include "core/store.h"
#include "tests/unit/support.h"

TestSuite(definition, .timeout = 60);

/* A definition to be changed, and what is wrong with it then. */
static struct {
	char *folder;
	struct failure_list faults;
} copy;

static void copy_begin(void)
{
	copy.faults = (struct failure_list){ 0 };
	copy.folder = support_folder();
	support_copy_form(READING_CORNER, copy.folder);
}

static void copy_end(void)
{
	failure_list_release(&copy.faults);
	support_remove_folder(copy.folder);
	free(copy.folder);
}

TestSuite(definition_copy, .timeout = 60, .init = copy_begin, .fini = copy_end);

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

static void load_all(const char *folder, struct failure_list *faults)
{
	struct definition *def =
		definition_load(folder, support_shared(), faults);

	if (def && definition_load_rules(def, faults)) {
		definition_check_targets(def, faults);
		check_examples(def, faults);
	}
	definition_free(def);
}

Test(definition, every_example_comes_out)
{
	static const char *const forms[] = { FIRST_FORM, READING_CORNER,
					     "tests/forms/three-boxes",
					     "tests/forms/every-kind" };

	for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
		struct failure_list faults = { 0 };

		load_all(support_path(forms[k]), &faults);
		for (size_t i = 0; i < faults.n; i++)
			cr_expect(false, "%s:%zu:%zu: code %d, %s",
				  faults.items[i].path, faults.items[i].line,
				  faults.items[i].column,
				  (int)faults.items[i].code,
				  faults.items[i].value);
		failure_list_release(&faults);
	}
}

Test(definition, gives_each_cell_what_its_row_says)
{
	struct definition *def = support_form(READING_CORNER);
	const struct field *price =
		&def->fields[support_field(def, "书目.单价")];
	const struct field *sign =
		&def->fields[support_field(def, "指标.计算符号")];
	const struct field *score = &def->fields[support_field(def, "得分")];

	cr_expect_eq(price->unit_field, support_field(def, "金额单位"));
	cr_expect_eq(price->screen, def->tables[0].screen);
	cr_expect_eq(price->decimals_max, 2, "the form's own");
	cr_expect_eq(sign->owner, support_field(def, "指标.目标值"));
	cr_expect_eq(score->decimals_max, 1);
	cr_expect_str_eq(score->unit, "分");
	cr_expect_eq(def->fields[support_field(def, "级别")].n_choices, 2);
	cr_expect_eq(def->fields[support_field(def, "拨款")].depth, 0);
	cr_expect_str_eq(def->fields[support_field(def, "拨款")].unit, "元");
	cr_expect_eq(def->layout[7].line, 8);
	cr_expect_eq(def->layout[7].table, 1);
	definition_free(def);
}

/* ---- formulas ---- */

/* A formula's total is kept as a rule's is: an edit of a row is seen. */
Test(definition, a_computed_cell_may_follow_a_table)
{
	static const struct {
		const char *name, *text;
		long row;
	} cells[] = { { "拨款", "5", -1 }, { "书目.总价", "2", 0 } };
	struct definition *def = support_form(READING_CORNER);
	struct texts *texts = texts_new();
	struct plan *plan = plan_new(def, texts);
	struct record record;
	struct history history;
	struct bytes rest = BYTES_INIT;

	record_init(&record, def, texts);
	struct check *check = check_new(plan, &record);
	struct place place = support_place(def, "结余", -1);

	history_init(&history, &record, check_listener(check));
	history_begin(&history, CHANGE_ROW_NEW, PLACE_NONE);
	history_apply(&history, &(struct edit){ .kind = EDIT_ROW_INSERT });
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		history_apply(
			&history,
			&(struct edit){
				.kind = EDIT_SET,
				.place = support_place(def, cells[i].name,
						       cells[i].row),
				.text = texts_add_str(texts, cells[i].text) });
	history_end(&history);
	cr_expect(check_formula(check, place, &rest));
	cr_expect_str_eq(rest.data, "3");
	bytes_release(&rest);
	history_release(&history);
	check_free(check);
	plan_free(plan);
	record_release(&record);
	texts_free(texts);
	definition_free(def);
}

/* ---- as they come back from a spreadsheet or a Chinese keyboard ---- */

/* Behind every line of a file. */
static void end_lines(const char *folder, const char *file, const char *with)
{
	struct bytes path = BYTES_INIT, text = BYTES_INIT;
	struct store_stamp stamp;
	char *data;
	size_t n;

	bytes_printf(&path, "%s/%s", folder, file);
	cr_assert(store_read(path.data, &data, &n, &stamp, NULL));
	for (const char *s = data; s < data + n; s++) {
		if (*s == '\n')
			bytes_add_str(&text, with);
		bytes_add_char(&text, *s);
	}
	support_write(path.data, text.data, text.len);
	bytes_release(&path);
	bytes_release(&text);
	free(data);
}

Test(definition_copy, blank_rows_and_columns_are_none)
{
	support_change(copy.folder, "fields.csv", "评语,comment",
		       ",,,,,,,,,,,,\n评语,comment");
	support_change(copy.folder, "rules.csv", "REQ,", ",,,,,,,,,,,,\nREQ,");
	support_change(copy.folder, "layout.csv", "乙方案,{乙方案},,",
		       "乙方案,{乙方案},,\n,,,,,,");
	end_lines(copy.folder, "indicators.csv", ",");
	end_lines(copy.folder, "layout.csv", ",,");

	struct definition *def =
		definition_load(copy.folder, support_shared(), &copy.faults);

	cr_assert(def && definition_load_rules(def, &copy.faults),
		  "line %zu: %d", copy.faults.n ? copy.faults.items[0].line : 0,
		  copy.faults.n ? (int)copy.faults.items[0].code : 0);
	cr_expect_eq(def->width, 7);
	cr_expect_eq(def->n_rows, 9);
	definition_free(def);
}

Test(definition_copy, full_width_signs_count_as_half_width_ones)
{
	static const struct {
		const char *file, *old, *new;
	} changes[] = {
		{ "layout.csv", "{评语}", "｛评语｝" },
		{ "layout.csv", "得分|总分", "得分｜总分" },
		{ "fields.csv", "小学|中学", "小学｜中学" },
		{ "fields.csv", "3..50", "３．．５０" },
		{ "fields.csv", "{金额单位}", "｛金额单位｝" },
		{ "rules.csv", "{本格名}没有填", "｛本格名｝没有填" },
	};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		support_change(copy.folder, changes[i].file, changes[i].old,
			       changes[i].new);

	struct definition *def =
		definition_load(copy.folder, support_shared(), &copy.faults);

	cr_assert(def && definition_load_rules(def, &copy.faults),
		  "line %zu: %d", copy.faults.n ? copy.faults.items[0].line : 0,
		  copy.faults.n ? (int)copy.faults.items[0].code : 0);
	cr_expect_eq(def->tables[0].rows_usual, 50);
	cr_expect_eq(def->fields[support_field(def, "级别")].n_choices, 2);
	cr_expect_geq(def->fields[support_field(def, "书目.单价")].unit_field,
		      0);
	cr_expect_eq(def->layout[2].cells[5].n_labels, 2);
	definition_free(def);
}

/* ---- last year's form ---- */

/* Without it neither could be made. */
Test(definition_copy, what_a_rule_says_and_suggests_may_be_of_last_year)
{
	support_change(copy.folder, "rules.csv", "{本格名}小于零,,",
		       "{本格名}小于零,,{上年(拨款)}");
	support_change(copy.folder, "rules.csv", "写了两次",
		       "写了两次，去年 {上年(拨款)}");

	struct definition *def = definition_load(copy.folder, &copy.faults);

	cr_assert(def && definition_load_rules(def, &copy.faults));
	for (size_t i = 0; i < def->n_rules; i++) {
		const char *id = def->rules[i].id;

		cr_expect_eq(def->rules[i].uses_earlier,
			     !strcmp(id, "MONEY-NEG") ||
				     !strcmp(id, "NAME-DUP"),
			     "%s", id);
	}
	definition_free(def);
}

/* ---- how long a text may be ---- */

Test(definition, a_rule_may_limit_a_texts_length)
{
	static const struct {
		const char *limit;
		long n;
	} rows[] = { { "≤ 40", 40 },
		     { "< 40", 39 },
		     { "< 40.5", 40 },
		     { "≤ 40 ± 2", -1 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failure_list faults = { 0 };
		char *folder = support_folder();

		support_copy_form(FIRST_FORM, folder);
		support_change(folder, "rules.csv", "≤ 40", rows[i].limit);

		struct definition *def =
			definition_load(folder, support_shared(), &faults);

		cr_assert(def && definition_load_rules(def, &faults));
		cr_expect_eq(definition_length_limit(
				     def, support_field(def, "任务.名称")),
			     rows[i].n, "%s", rows[i].limit);
		definition_free(def);
		failure_list_release(&faults);
		support_remove_folder(folder);
		free(folder);
	}
}

/* ---- broken ones ---- */

/* Nor for speaking of what a row of another width may be. */
Test(definition_copy, a_row_passed_over_is_one_fault)
{
	support_change(copy.folder, "targets.csv", "数,段,", "数,段,,");
	load_all(copy.folder, &copy.faults);
	cr_assert_eq(copy.faults.n, 1);
	cr_expect_eq(copy.faults.items[0].code, FAILURE_DEF_WIDTH);
}

Test(definition_copy, all_faults_of_all_files_at_once)
{
	static const struct {
		const char *file, *old, *new;
		enum failure_code code;
	} changes[] = {
		{ "fields.csv", "3..50", "0", FAILURE_DEF_ROWS },
		{ "layout.csv", "学校名称", "←", FAILURE_LAYOUT_LEFT },
		{ "fields.csv", "单价 × 册数", "单价 ×", FAILURE_EXPR_OPERAND },
		{ "indicators.csv", ",1,藏书量", ",一,藏书量",
		  FAILURE_DEF_NUMBER },
		{ "targets.csv", "比较数量,数量", "比较数量,数目",
		  FAILURE_DEF_VALUE },
		{ "rules.csv", "REQ,错误", "REQ,严重", FAILURE_DEF_VALUE },
		{ "rules.csv", "± 1元", "± 1", FAILURE_EXPR_MEASURE },
	};
	enum { N = sizeof changes / sizeof *changes };

	for (int i = 0; i < N; i++)
		support_change(copy.folder, changes[i].file, changes[i].old,
			       changes[i].new);
	cr_expect_null(
		definition_load(copy.folder, support_shared(), &copy.faults));
	cr_assert_eq(copy.faults.n, N);
	for (int i = 0; i < N; i++)
		cr_expect(copy.faults.items[i].code == changes[i].code &&
				  strstr(copy.faults.items[i].path,
					 changes[i].file),
			  "%d: %s: code %d, “%s”", i, copy.faults.items[i].path,
			  (int)copy.faults.items[i].code,
			  copy.faults.items[i].value);
}

/* Where names are not known, nobody is blamed for speaking of them. */
Test(definition_copy, an_unknown_name_is_one_fault)
{
	support_change(copy.folder, "fields.csv", "拨款,grant", "合计,grant");
	support_change(copy.folder, "targets.csv", "比较数量,数量",
		       "比较数量,数目");
	load_all(copy.folder, &copy.faults);
	cr_assert_eq(copy.faults.n, 2);
	cr_expect_eq(copy.faults.items[0].code, FAILURE_DEF_RESERVED);
	cr_expect_eq(copy.faults.items[1].code, FAILURE_DEF_VALUE);
}

/* A row whose type nobody knows still has a name. */
Test(definition_copy, an_unknown_type_is_one_fault)
{
	support_change(copy.folder, "fields.csv", "甲方案,plan_a,小数",
		       "甲方案,plan_a,小数字");
	load_all(copy.folder, &copy.faults);
	cr_assert_eq(copy.faults.n, 1);
	cr_expect_eq(copy.faults.items[0].code, FAILURE_DEF_VALUE);
}

Test(definition, missing_file_is_named)
{
	struct failure_list faults = { 0 };

	load_all("/nonexistent", &faults);
	cr_assert_geq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_DEF_FILE);
	cr_expect_str_eq(faults.items[0].path, "/nonexistent/fields.csv");
	failure_list_release(&faults);
}

Test(definition, faults_of_others_are_no_matter)
{
	struct failure_list faults = { 0 };

	failure_list_add(&faults, FAILURE_DEF_FILE, "another", 0, 0);
	struct definition *def = definition_load(support_path(READING_CORNER),
						 support_shared(), &faults);

	cr_assert(def && definition_load_rules(def, &faults));
	cr_expect_eq(faults.n, 1);
	failure_list_release(&faults);
	definition_free(def);
}

Test(definition, a_broken_form_hides_no_other)
{
	char *folder = support_folder(), path[4200], file[4200];
	const char *folders[] = { folder, NULL };
	struct failure_list faults = { 0 };

	for (char name = 'a'; name <= 'b'; name++) {
		snprintf(path, sizeof path, "%s/%c", folder, name);
		cr_assert_eq(mkdir(path, 0700), 0);
		support_copy_form("tests/forms/three-boxes", path);
		if (name == 'a')
			support_change(path, "fields.csv", "1..20", "0");
	}
	struct form_set *forms = form_set_new(folders);

	snprintf(file, sizeof file, "%s",
		 support_path("tests/forms/three-boxes/chess-club.csv"));
	struct document *doc = document_open(forms, file, NULL, &faults);

	cr_assert(doc, "the second form was not tried");
	cr_expect_str_eq(doc->def->folder, path);
	cr_expect_eq(faults.n, 0, "another fits, so nobody need know");
	document_free(doc);
	form_set_free(forms);
	failure_list_release(&faults);
	support_remove_folder(folder);
	free(folder);
}

/* After a failure nothing is left of the rules, and another try is a new
   one. */
Test(definition, rules_can_be_loaded_again)
{
	struct failure_list faults = { 0 };
	char *folder = support_folder();

	support_copy_form(READING_CORNER, folder);
	support_change(folder, "rules.csv", "REQ,错误", "REQ,严重");
	struct definition *def =
		definition_load(folder, support_shared(), &faults);

	cr_assert(def);
	for (size_t i = 1; i <= 2; i++) {
		cr_expect_not(definition_load_rules(def, &faults));
		cr_expect_eq(faults.n, i);
		cr_expect_eq(def->n_rules, 0);
	}
	support_change(folder, "rules.csv", "REQ,严重", "REQ,错误");
	cr_expect(definition_load_rules(def, &faults));
	cr_expect_eq(def->n_rules, 10);
	cr_expect_eq(faults.n, 2);
	failure_list_release(&faults);
	definition_free(def);
	support_remove_folder(folder);
	free(folder);
}

/* ---- headings in another order ---- */

/* The file with its last column first. */
static void rotate(const char *folder, const char *name)
{
	struct bytes path = BYTES_INIT, out = BYTES_INIT;
	struct store_stamp stamp;
	struct texts *texts = texts_new();
	struct grid grid;
	char *data;
	size_t n;

	bytes_printf(&path, "%s/%s", folder, name);
	cr_assert(store_read(path.data, &data, &n, &stamp, NULL));
	cr_assert(grid_read_strict(&grid, texts, data, n, path.data, NULL));
	for (size_t r = 0; r < grid.n_records; r++) {
		const struct grid_record *record = &grid.records[r];

		for (int c = 0; c < record->n_cells; c++) {
			int from = (c + record->n_cells - 1) % record->n_cells;

			if (c > 0)
				bytes_add_char(&out, ',');
			grid_write_cell(&out, &grid.dialect,
					record->cells[from], false);
		}
		bytes_add_str(&out, "\n");
	}
	support_write(path.data, out.data, out.len);
	grid_release(&grid);
	texts_free(texts);
	bytes_release(&path);
	bytes_release(&out);
	free(data);
}

Test(definition, headings_may_stand_in_any_order)
{
	static const char *const files[] = { "fields.csv", "rules.csv",
					     "targets.csv", "indicators.csv" };
	static const struct {
		const char *file, *old, *new;
		size_t column;
	} rows[] = {
		{ "fields.csv", "单价 × 册数", "单价 ×", 12 },
		{ "rules.csv", "拨款=-1", "拨款=1", 1 },
		{ "rules.csv", "拨款=0", "拨款=-2", 13 },
		{ "targets.csv", "3册", "≥3", 6 },
		{ "indicators.csv", ",1,藏书量", ",一,藏书量", 6 },
	};
	char *folder = support_folder();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failure_list faults = { 0 };

		support_copy_form(READING_CORNER, folder);
		for (size_t k = 0; k < sizeof files / sizeof *files; k++)
			rotate(folder, files[k]);
		support_change(folder, rows[i].file, rows[i].old, rows[i].new);
		load_all(folder, &faults);
		cr_assert_eq(faults.n, 1, "%s: %zu", rows[i].new, faults.n);
		cr_expect_eq(faults.items[0].column, rows[i].column, "%s: %zu",
			     rows[i].new, faults.items[0].column);
		failure_list_release(&faults);
	}
	support_remove_folder(folder);
	free(folder);
}
