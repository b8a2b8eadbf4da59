#include <config.h>
#include "core/layout.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/store.h"
#include "tests/unit/support.h"

static struct definition *def;

static void setup(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	def = support_form(FIRST_FORM);
}

static void teardown(void)
{
	definition_free(def);
}

TestSuite(layout, .timeout = 30, .init = setup, .fini = teardown);

/* A file read by the first form. */
struct sheet {
	struct bytes data;
	struct arena arena;
	struct grid grid;
	struct record record;
	struct layout_reading reading;
};

static struct sheet *sheet_read(const char *data, size_t n)
{
	struct sheet *s = memory_alloc(sizeof *s);
	struct failure f = { 0 };

	bytes_init(&s->data);
	bytes_add(&s->data, data, n);
	arena_init(&s->arena);
	cr_assert(grid_read(&s->grid, &s->arena, s->data.data, n, 0, "x", &f));
	record_init(&s->record, def, &s->arena);
	layout_read(def, &s->grid, &s->record, &s->reading);
	return s;
}

static struct sheet *sheet_real(void)
{
	struct sheet *s;
	char *data;
	size_t n;

	cr_assert(store_read(support_path(REAL_FORM), &data, &n, NULL, NULL));
	s = sheet_read(data, n);
	free(data);
	return s;
}

static void sheet_free(struct sheet *s)
{
	layout_reading_release(&s->reading);
	record_release(&s->record);
	grid_release(&s->grid);
	arena_release(&s->arena);
	bytes_release(&s->data);
	free(s);
}

static void sheet_repair(struct sheet *s)
{
	for (size_t i = 0; i < s->reading.n_edits; i++)
		record_apply(&s->record, &s->reading.edits[i]);
}

static void sheet_write(const struct sheet *s, bool as_new, struct bytes *out)
{
	layout_write(&s->record, as_new ? NULL : &s->grid, &s->reading,
		     as_new ? &dialect_new_file : &s->grid.dialect, out);
}

/* The real form, repaired and saved as a new file; then read. */
static struct sheet *sheet_saved(void)
{
	struct sheet *real = sheet_real(), *saved;
	struct bytes out = BYTES_INIT;

	sheet_repair(real);
	sheet_write(real, true, &out);
	saved = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(real);
	return saved;
}

static const char *get(const struct sheet *s, const char *name, long row)
{
	return record_get(&s->record, support_place(def, name, row));
}

static void set(struct sheet *s, const char *name, long row, const char *text)
{
	struct edit edit = { .kind = EDIT_SET,
			     .place = support_place(def, name, row),
			     .text = arena_copy(&s->arena, text,
						strlen(text)) };

	record_apply(&s->record, &edit);
}

static size_t line_of(const char *text, const char *at)
{
	size_t line = 1;

	while (text < at)
		line += *text++ == '\n';
	return line;
}

/* The first line that differs, or 0. */
static size_t first_difference(const char *a, const char *b)
{
	size_t i = 0;

	while (a[i] && a[i] == b[i])
		i++;
	return a[i] || b[i] ? line_of(a, a + i) : 0;
}

static bool same_cells(const struct record *a, const struct record *b,
		       int table, size_t row)
{
	for (int c = 0; c < def->tables[table].n_columns; c++)
		if (strcmp(record_row(a, table, row)->cells[c],
			   record_row(b, table, row)->cells[c]) != 0)
			return false;
	return true;
}

static void expect_same_record(const struct record *a, const struct record *b,
			       unsigned seed)
{
	for (int i = 0; i < def->n_scalars; i++)
		cr_expect_str_eq(a->scalars[i], b->scalars[i], "seed %u, %s",
				 seed, def->fields[def->scalars[i]].name);
	for (int t = 0; t < def->n_tables; t++) {
		size_t n = record_n_rows(a, t);

		cr_assert_eq(n, record_n_rows(b, t), "seed %u: %zu and %zu",
			     seed, n, record_n_rows(b, t));
		for (size_t row = 0; row < n; row++)
			cr_expect(same_cells(a, b, t, row),
				  "seed %u, table %d, row %zu", seed, t, row);
	}
}

/* ---- reading ---- */

Test(layout, a_new_file_reads_back)
{
	struct sheet *real = sheet_real(), *saved = sheet_saved();
	struct bytes again = BYTES_INIT;

	cr_expect_not(real->reading.in_layout);
	cr_expect(saved->reading.in_layout);
	cr_expect_eq(saved->reading.n_repairs, 0);
	sheet_repair(real);
	expect_same_record(&real->record, &saved->record, 0);
	sheet_write(saved, true, &again);
	cr_expect_str_eq(again.data, saved->data.data);
	bytes_release(&again);
	sheet_free(real);
	sheet_free(saved);
}

Test(layout, lines_and_sources_are_known)
{
	struct sheet *s = sheet_real();
	int tasks = definition_table(def, "任务", strlen("任务"));
	int money = support_field(def, "基本支出");

	cr_expect_eq(s->reading.n_fixed, s->reading.n_matched);
	cr_expect_null(s->reading.missing);
	cr_expect_eq(s->reading.row_lines[def->fields[money].layout_row], 6);
	cr_expect_eq(s->reading.row_lines[def->tables[tasks].layout_row], 13);
	cr_expect_eq(record_row(&s->record, tasks, 0)->source, 12);
	cr_expect_eq(s->record.scalar_sources[def->fields[money].slot], 5);
	sheet_free(s);
}

static int fit(const char *text, const char **missing)
{
	struct arena arena;
	struct grid g;
	int result;

	arena_init(&arena);
	cr_assert(grid_read(&g, &arena, text, strlen(text), ',', "x", NULL));
	result = layout_fit(def, &g, missing);
	grid_release(&g);
	arena_release(&arena);
	return result;
}

Test(layout, fit_counts_fixed_rows)
{
	const char *missing;

	cr_expect_eq(fit("a,b\nc,d\n", &missing), 0);
	cr_expect_str_eq(missing, "{年度}年{级次}部门整体预算绩效目标表");
	/* two of fourteen; a label of two Han characters needs a neighbour */
	cr_expect_eq(
		fit("2024年市级部门整体预算绩效目标表\n部门名称,x\n", &missing),
		142);
	cr_expect_str_eq(missing, "基本信息");
	cr_expect_eq(fit("部门\n总体绩效\n", &missing), 0);
	cr_expect_eq(fit("绩效指标,一级指标,x,x,x\n", &missing), 0);
	cr_expect_eq(fit("绩效指标,一级指标,二级指标,x\n", &missing), 71);
	cr_expect_eq(fit("绩效指标,一级,二级,x\n", &missing), 71);
	/* in another order only one of them counts */
	cr_expect_eq(fit("总体绩效目标,x\n部门名称,x\n", &missing), 71);
}

/* The saved real form with one of its lines replaced, then read. */
static struct sheet *with_line(const char *start, const char *line)
{
	struct sheet *s = sheet_saved(), *changed;
	const char *at = strstr(s->data.data, start);
	struct bytes out = BYTES_INIT;

	cr_assert(at, "no line %s", start);
	bytes_add(&out, s->data.data, (size_t)(at - s->data.data));
	bytes_add_str(&out, line);
	bytes_add_str(&out, at + strcspn(at, "\r\n"));
	changed = sheet_read(out.data, out.len);
	bytes_release(&out);
	sheet_free(s);
	return changed;
}

static const struct {
	const char *start, *line, *field, *value;
	size_t n_repairs;
	bool in_layout;
} fixed_rows[] = {
	/* the same labels in other words, aliases, another width */
	{ "基本信息", "基本信息,财政供养人员(人),40,下属二级单位数,1",
	  "财政供养人员数", "40", 0, true },
	{ "基本信息", "基本信息,人数,40,下属二级单位数,1", "财政供养人员数",
	  "40", 0, true },
	{ "总体绩效目标", "总体目标,好", "总体绩效目标", "好", 0, true },
	{ "总体绩效目标", "　总体 绩效目标：,好", "总体绩效目标", "好", 0,
	  true },
	/* moved: values belong to the label before them */
	{ "基本信息", "财政供养人员数,40,下属二级单位数,1", "财政供养人员数",
	  "40", 2, false },
	{ "基本信息", "基本信息,财政供养人员数,,40,下属二级单位数,1",
	  "财政供养人员数", "40", 2, false },
	{ "基本信息", "财政供养人员数,40,下属二级单位数,1", "下属二级单位数",
	  "1", 2, false },
	{ "部门名称", "部门名称,甲局,乙", "部门名称", "甲局", 1, true },
	{ "部门名称", "部门名称,甲局,,,,,乙", "部门名称", "甲局", 1, true },
	/* titles */
	{ "2024年", "２０２５年县级部门整体预算绩效目标表", "年度", "２０２５",
	  0, true },
	{ "2024年", "2025 年 县级部门整体预算绩效目标表（公开）", "年度", "", 1,
	  false },
	{ "2024年", "20x5年部门整体预算绩效目标表", "年度", "20x5", 0, true },
	{ "2024年", "年(试点)部门整体预算绩效目标表", "级次", "(试点)", 0,
	  true },
	{ "2024年", ",2025年县级部门整体预算绩效目标表", "年度", "2025", 0,
	  false },
};

Test(layout, fixed_rows_as_they_come)
{
	for (size_t i = 0; i < sizeof fixed_rows / sizeof *fixed_rows; i++) {
		struct sheet *s =
			with_line(fixed_rows[i].start, fixed_rows[i].line);

		cr_expect_str_eq(get(s, fixed_rows[i].field, -1),
				 fixed_rows[i].value, "%s: %s",
				 fixed_rows[i].line,
				 get(s, fixed_rows[i].field, -1));
		cr_expect_eq(s->reading.n_repairs, fixed_rows[i].n_repairs,
			     "%s: %zu repairs", fixed_rows[i].line,
			     s->reading.n_repairs);
		cr_expect_eq(s->reading.in_layout, fixed_rows[i].in_layout,
			     "%s", fixed_rows[i].line);
		sheet_free(s);
	}
}

static const struct {
	const char *line, *expected;
	size_t n_repairs;
} indicator_rows[] = {
	{ "绩效指标,产出指标,质量指标,合格率,≥9%",
	  "产出指标|质量指标|合格率|≥9%", 0 },
	{ ",,,合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 0 },
	{ ",,质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%", 0 },
	/* the first level 2 below another level 1 has its own parent */
	{ ",,社会效益指标,影响,提升", "效益指标|社会效益指标|影响|提升", 1 },
	{ "合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 3 },
	{ "质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%", 3 },
	{ ",产出指标,,合格率,≥9%", "产出指标|数量指标|合格率|≥9%", 0 },
	{ ",效益指标,,合格率,≥9%", "效益指标||合格率|≥9%", 0 },
	/* a row that bears its section's label stays as it was typed */
	{ "绩效指标,质量指标,,合格率,", "质量指标||合格率|", 0 },
	{ "绩效指标,怪,怪,,9", "怪|怪||9", 0 },
	{ "绩效指标,产出指标,质量指标,合格率,≥9%,多",
	  "产出指标|质量指标|合格率|≥9%", 1 },
	{ "别的,产出指标,质量指标,合格率,≥9%", "产出指标|质量指标|合格率|≥9%",
	  1 },
	{ "绩效指标,,,,", "产出指标|数量指标||", 0 },
};

Test(layout, damaged_rows_find_their_columns)
{
	int t = definition_table(def, "指标", strlen("指标"));

	for (size_t i = 0; i < sizeof indicator_rows / sizeof *indicator_rows;
	     i++) {
		/* the second indicator, below 产出指标 数量指标 */
		struct sheet *s =
			with_line("绩效指标,产出指标,数量指标,科普宣传覆盖",
				  indicator_rows[i].line);
		struct bytes row = BYTES_INIT;

		sheet_repair(s);
		for (int c = 0; c < def->tables[t].n_columns; c++)
			bytes_printf(&row, "%s%s", c ? "|" : "",
				     record_row(&s->record, t, 1)->cells[c]);
		cr_expect_str_eq(row.data, indicator_rows[i].expected, "%s: %s",
				 indicator_rows[i].line, row.data);
		cr_expect_eq(s->reading.n_repairs, indicator_rows[i].n_repairs,
			     "%s: %zu repairs", indicator_rows[i].line,
			     s->reading.n_repairs);
		bytes_release(&row);
		sheet_free(s);
	}
}

Test(layout, what_has_no_place_is_listed)
{
	struct sheet *s = with_line("年度重点", "没有,位置\r\n年度重点工作任务,"
						"名称,主要实施内容,拟投入的资金"
						"(万元),期望达到的目标(概述)");
	size_t n = record_n_rows(&s->record, 0);

	cr_expect_eq(n, 3);
	cr_assert_eq(s->reading.n_repairs, 2);
	cr_expect_eq(s->reading.repairs[0].kind, REPAIR_UNPLACED);
	cr_expect_str_eq(s->reading.repairs[1].text, "位置");
	cr_expect_eq(s->reading.repairs[1].from_column, 1);
	cr_expect_eq(s->reading.repairs[1].line, 11);
	cr_expect(s->reading.in_layout);
	sheet_free(s);
	/* another year's note is no indicator */
	s = with_line("备注", "备注:以系统为准，略有不同。");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	sheet_free(s);
	s = with_line("备注", "说明\r\n");
	cr_expect_eq(record_n_rows(&s->record, 1), 10);
	cr_expect_eq(s->reading.n_repairs, 1);
	sheet_free(s);
}

/* ---- writing ---- */

/* Our file as somebody else's: merged cells blank, other line ends, delimiter
   and quotes, a blank line and an unknown one, no line end at the end. */
static struct sheet *sheet_foreign(void)
{
	struct sheet *s = sheet_saved(), *foreign;
	struct bytes out = BYTES_INIT;

	for (size_t r = 0; r < s->grid.n_records; r++) {
		const struct grid_record *record = &s->grid.records[r];
		bool merged = r > 0;

		bytes_add_str(&out, r ? "\n" : "");
		if (r == 5)
			bytes_add_str(&out, "\n没有;位置;的\"行\n;;;;\n");
		if (r == 17)
			bytes_add_str(&out, "\n;;;;\n");
		for (int c = 0; c < record->n_cells; c++) {
			merged = merged && !strcmp(grid_cell(record - 1, c),
						   record->cells[c]);
			bytes_add_str(&out, c ? ";" : "");
			grid_write_cell(&out, &s->grid.dialect,
					merged ? "" : record->cells[c], c == 3);
		}
	}
	foreign = sheet_read(out.data, out.len);
	cr_assert(foreign->reading.in_layout);
	sheet_repair(foreign);
	expect_same_record(&s->record, &foreign->record, 0);
	bytes_release(&out);
	sheet_free(s);
	return foreign;
}

static void expect_written(struct sheet *s, size_t first_line, size_t n_lines)
{
	struct bytes out = BYTES_INIT;
	const char *a, *b;

	sheet_write(s, false, &out);
	cr_expect_eq(first_difference(s->data.data, out.data), first_line,
		     "line %zu", first_difference(s->data.data, out.data));
	/* from the end back to the change */
	a = s->data.data + s->data.len;
	b = out.data + out.len;
	while (a > s->data.data && b > out.data && a[-1] == b[-1]) {
		a--;
		b--;
	}
	if (first_line)
		cr_expect_eq(line_of(out.data, b), first_line + n_lines - 1,
			     "to line %zu", line_of(out.data, b));
	bytes_release(&out);
	sheet_free(s);
}

Test(layout, no_edit_changes_no_byte)
{
	expect_written(sheet_saved(), 0, 0);
	expect_written(sheet_foreign(), 0, 0);
	expect_written(with_line("绩效指标,产出指标,质量指标",
				 ",,质量指标,他说\"好\",9"),
		       0, 0);
}

Test(layout, an_edit_changes_its_record_only)
{
	struct sheet *s = sheet_foreign();

	set(s, "基本支出", -1, "1");
	expect_written(s, 5, 1);
	s = sheet_foreign();
	set(s, "年度", -1, "2025");
	expect_written(s, 1, 1);
	s = sheet_foreign();
	set(s, "指标.三级指标", 3, "a;b");
	expect_written(s, 24, 1);
}

Test(layout, an_edited_group_leaves_the_next_row_its_levels)
{
	struct sheet *s =
		with_line("绩效指标,产出指标,数量指标,科普", ",,,覆盖人群,4");

	set(s, "指标.二级指标", 0, "质量指标");
	expect_written(s, 16, 2);
	s = with_line("绩效指标,产出指标,数量指标,科普", ",,,覆盖人群,4");
	cr_expect_str_eq(get(s, "指标.二级指标", 1), "数量指标");
	set(s, "指标.二级指标", 0, "质量指标");
	set(s, "指标.二级指标", 1, "质量指标");
	expect_written(s, 16, 1);
}

Test(layout, what_was_typed_is_no_damage)
{
	struct sheet *s = sheet_foreign(), *again;
	struct bytes out = BYTES_INIT;

	/* read by kinds alone, the odd level would pass for the name */
	set(s, "指标.二级指标", 3, "怪");
	set(s, "指标.三级指标", 3, "");
	sheet_write(s, false, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	expect_same_record(&s->record, &again->record, 0);
	bytes_release(&out);
	sheet_free(again);
	expect_written(s, 24, 1);
}

Test(layout, a_repair_undone_keeps_the_bytes)
{
	struct sheet *s =
		with_line("绩效指标,产出指标,质量指标", "质量指标,合格率,9%,,");

	cr_expect_gt(s->reading.n_edits, 0);
	expect_written(s, 0, 0);
	s = with_line("绩效指标,产出指标,质量指标", "质量指标,合格率,9%,,");
	sheet_repair(s);
	expect_written(s, 18, 1);
}

static void add_row(struct sheet *s, int table, size_t at)
{
	const struct row *like = record_row(&s->record, table, at ? at - 1 : 0);
	struct edit edit = { .kind = EDIT_ROW_INSERT,
			     .table = table,
			     .at = at,
			     .row = record_row_new(&s->record, table, like) };

	record_apply(&s->record, &edit);
}

Test(layout, a_last_record_gets_its_line_end)
{
	struct sheet *s = sheet_saved(), *cut;
	const char *end = strstr(s->data.data, "\r\n备注");

	cut = sheet_read(s->data.data, (size_t)(end - s->data.data));
	cr_assert_eq(record_n_rows(&cut->record, 1), 10);
	add_row(cut, 1, 10);
	expect_written(cut, 25, 3);
	sheet_free(s);
}

static const char *const texts[] = {
	"产出指标", "数量指标", "社会效益指标", "满意度指标", "怪",
	"9",	    "≥95%",	"a,b;c\td",	"他说\"好\"", "两\n行",
	"=1",	    "绩效指标", "2024",		"长期提升",   "合格率(%)",
};

static const char *random_text(unsigned *state)
{
	return texts[support_random(state) % (sizeof texts / sizeof *texts)];
}

static void random_set(struct sheet *s, unsigned *state)
{
	const struct field *f =
		&def->fields[support_random(state) % (unsigned)def->n_fields];
	const char *text = random_text(state);
	long row = -1;

	if (f->table >= 0)
		row = (long)(support_random(state) %
			     record_n_rows(&s->record, f->table));
	/* a blank level below a filled one can't be told from a merged cell */
	if (f->kind != FIELD_LEVEL && support_random(state) % 4 == 0)
		text = "";
	/* the title is one cell */
	if (def->layout[f->layout_row].cells[f->layout_col].kind ==
	    LAYOUT_TEMPLATE)
		text = f->kind == FIELD_YEAR ? "20x5" : "县级";
	set(s, f->name, row, text);
}

static void random_edit(struct sheet *s, unsigned *state)
{
	int table = (int)(support_random(state) % (unsigned)def->n_tables);
	size_t n = record_n_rows(&s->record, table);
	struct edit edit = { .table = table };

	edit.at = support_random(state) % n;
	edit.to = support_random(state) % n;
	switch (support_random(state) % 6) {
	case 0:
		add_row(s, table, support_random(state) % (n + 1));
		return;
	case 1:
		edit.kind = EDIT_ROW_DELETE;
		break;
	case 2:
		edit.kind = EDIT_ROW_MOVE;
		break;
	default:
		random_set(s, state);
		return;
	}
	if (n > 1)
		record_apply(&s->record, &edit);
	edit_release(&edit);
}

static void random_edits(struct sheet *s, bool as_new, unsigned seed)
{
	struct bytes out = BYTES_INIT;
	unsigned state = seed;
	struct sheet *again;

	for (unsigned i = support_random(&state) % 12; i > 0; i--)
		random_edit(s, &state);
	sheet_write(s, as_new, &out);
	again = sheet_read(out.data, out.len);
	sheet_repair(again);
	cr_expect(again->reading.in_layout, "seed %u", seed);
	expect_same_record(&s->record, &again->record, seed);
	bytes_release(&out);
	sheet_free(again);
	sheet_free(s);
}

Test(layout, whatever_is_written_reads_back)
{
	for (unsigned seed = 1; seed <= 150; seed++) {
		random_edits(sheet_saved(), true, seed);
		random_edits(sheet_saved(), false, seed);
		random_edits(sheet_foreign(), false, seed);
	}
}
