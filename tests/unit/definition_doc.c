/* doc/definition.md says what the program does: the columns of the files, the
   types of field, the functions; and its examples come out. */
#include <config.h>
#include "core/definition_read.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/check.h"
#include "core/store.h"
#include "tests/unit/support.h"

static char *doc;

static void setup(void)
{
	struct store_stamp stamp;
	size_t n;

	cr_assert(store_read(support_path("doc/definition.md"), &doc, &n,
			     &stamp, NULL));
}

static void teardown(void)
{
	free(doc);
}

TestSuite(definition_doc, .timeout = 60, .init = setup, .fini = teardown);

/* ---- the page's tables ---- */

/* Where the lines of a table begin whose first row begins with `heading`. */
static const char *find_table(const char *section, const char *heading)
{
	const char *at = strstr(doc, section);

	cr_assert(at, "no section %s", section);
	at = strstr(at, heading);
	cr_assert(at, "no table %s in %s", heading, section);
	for (int i = 0; i < 2; i++)
		at = strchr(at, '\n') + 1;
	return at;
}

/* Takes cell i of the row at *line and goes on to the next row; NULL at the
   table's end. free() it. */
static char *next_row(const char **line, int i)
{
	const char *at = *line, *end;

	if (*at != '|')
		return NULL;
	*line = strchr(at, '\n') + 1;
	for (; i >= 0; i--)
		at = strstr(at, "| ") + 2;
	end = strstr(at, " |");
	if (end > *line)
		end = *line - 2;
	return memory_copy(at, (size_t)(end - at));
}

/* ---- the columns ---- */

static void compare_columns(const char *file, const char *section)
{
	const char *line = find_table(section, "| 列 |");
	struct bytes path = BYTES_INIT, names = BYTES_INIT;
	struct store_stamp stamp;
	char *data, *name;
	size_t n;

	while ((name = next_row(&line, 0))) {
		bytes_printf(&names, "%s%s", names.len ? "," : "", name);
		free(name);
	}
	bytes_printf(&path, "%s/%s", support_path(FIRST_FORM), file);
	cr_assert(store_read(path.data, &data, &n, &stamp, NULL));
	data[strcspn(data, "\r\n")] = '\0';
	cr_expect_str_eq(names.data, data, "%s: the page has %s", file,
			 names.data);
	free(data);
	bytes_release(&path);
	bytes_release(&names);
}

/* A form that loads has all the columns that the program knows and no other. */
Test(definition_doc, lists_the_columns)
{
	definition_free(support_form(FIRST_FORM));
	compare_columns("fields.csv", "## fields.csv");
	compare_columns("indicators.csv", "## indicators.csv");
	compare_columns("../targets.csv", "## targets.csv");
	compare_columns("rules.csv", "## rules.csv");
}

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = list; (at = strstr(at, word)); at += n)
		if ((at == list || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

/* Every type, with the columns that have an effect on it. */
Test(definition_doc, lists_the_types)
{
	static const char *const columns[] = { "必填", "单位", "小数",
					       "屏",   "行数", "选项",
					       "属于", "计算", "沿用" };
	enum { N = sizeof columns / sizeof *columns };
	const char *line = find_table("## fields.csv", "| 类型 | 是什么");
	int n_types = 0, n_rows = 0;

	while (def_type_name(n_types))
		n_types++;
	for (const char *row = line; *row == '|'; row = line, n_rows++) {
		const char *again = row;
		char *name = next_row(&line, 0), *takes = next_row(&again, 2);
		int i = 0;

		while (i < n_types && strcmp(def_type_name(i), name) != 0)
			i++;
		cr_expect_lt(i, n_types, "no type %s", name);
		for (int c = 0; c < N && i < n_types; c++)
			cr_expect_eq(def_type_takes(i, columns[c]),
				     has_word(takes, columns[c]), "%s: %s",
				     name, columns[c]);
		free(name);
		free(takes);
	}
	cr_expect_eq(n_rows, n_types);
}

/* ---- the functions ---- */

static const char *const rule_heading =
	"编号,级别,范围,条件,要求,定位,提示,英文提示,改为,意见,依据,"
	"通过例,不过例\n";

/* What the page says of the table that its examples speak of. */
#define SAMPLE                                                                  \
	"学年=2024;拨款=500.00;评语=借阅方便;书目.书名=甲/乙;"  \
	"书目.册数=10/5;书目.总价=300/200;书目.单价=250万/250万;" \
	"上年(拨款)=400.00;上年(书目.书名)=甲/丙;"                  \
	"学校="

static bool is_row_s(const struct definition *def, const char *source)
{
	struct expression_dictionary dictionary = definition_dictionary(def);
	struct expression *e;

	dictionary.has_earlier = true;
	e = expression_new(source, strlen(source), -1, &dictionary, NULL);

	expression_free(e);
	return !e;
}

static void expect_no_fault(const char *folder)
{
	struct failure_list faults = { 0 };
	struct definition *def =
		definition_load(folder, support_shared(), &faults);

	if (def && definition_load_rules(def, &faults))
		check_examples(def, &faults);
	for (size_t i = 0; i < faults.n; i++)
		cr_expect(false, "line %zu, column %zu: code %d, %s",
			  faults.items[i].line, faults.items[i].column,
			  (int)faults.items[i].code, faults.items[i].value);
	failure_list_release(&faults);
	definition_free(def);
}

/* Each example becomes a rule, which the sample must pass, and fail under
   another school. */
Test(definition_doc, gives_examples_that_hold)
{
	const char *line = find_table("### 函数", "| 函数 |");
	struct definition *def = support_form(READING_CORNER);
	struct bytes rules = BYTES_INIT, path = BYTES_INIT;
	char *folder = support_folder(), *cell;
	int n = 0;

	bytes_add_str(&rules, rule_heading);
	while ((cell = next_row(&line, 2))) {
		const char *example = strtok(cell, "`");
		bool is_row = is_row_s(def, example);

		bytes_printf(&rules,
			     "DOC-%d,错误,%s,,(%s) 且 学校 = "
			     "“一小”,%s,提示,,,,," SAMPLE "一小," SAMPLE
			     "二小\n",
			     ++n, is_row ? "书目" : "全表", example,
			     is_row ? "书名" : "学校");
		free(cell);
	}
	support_copy_form(READING_CORNER, folder);
	bytes_printf(&path, "%s/rules.csv", folder);
	support_write(path.data, rules.data, rules.len);
	expect_no_fault(folder);
	cr_expect_gt(n, 20);
	support_remove_folder(folder);
	free(folder);
	bytes_release(&rules);
	bytes_release(&path);
	definition_free(def);
}

static bool is_listed(const char *function)
{
	const char *line = find_table("### 函数", "| 函数 |");
	size_t n = strlen(function);
	bool found = false;
	char *name;

	while ((name = next_row(&line, 0))) {
		found |= strncmp(name, function, n) == 0 && name[n] == '(';
		free(name);
	}
	return found;
}

Test(definition_doc, lists_the_functions)
{
	struct definition *def = support_form(READING_CORNER);
	const struct expression_function *own =
		definition_dictionary(def).functions;
	const char *line = find_table("### 函数", "| 函数 |");
	int n_functions = 0, n_rows = 0;
	char *name;

	for (const char *const *f = expression_function_names(); *f; f++) {
		cr_expect(is_listed(*f), "%s is missing", *f);
		n_functions++;
	}
	for (; own->name; own++) {
		cr_expect(is_listed(own->name), "%s is missing", own->name);
		n_functions++;
	}
	while ((name = next_row(&line, 0))) {
		n_rows++;
		free(name);
	}
	cr_expect_eq(n_rows, n_functions, "the page has one too many");
	definition_free(def);
}

/* ---- the check that it adds ---- */

Test(definition_doc, adds_a_check_that_works)
{
	const char *at = strstr(doc, "GRANT-LIMIT,");
	char *folder = support_folder();
	struct bytes row = BYTES_INIT;

	cr_assert(at);
	bytes_add(&row, at, strcspn(at, "\n"));
	bytes_add_str(&row, "\nREQ,错误");
	support_copy_form(READING_CORNER, folder);
	support_change(folder, "rules.csv", "REQ,错误", row.data);
	expect_no_fault(folder);
	support_remove_folder(folder);
	free(folder);
	bytes_release(&row);
}
