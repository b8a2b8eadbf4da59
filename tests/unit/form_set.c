/* Which form a file is of: the own ones first, then those of other places. */
#include <config.h>
#include "core/form_set.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "core/path.h"
#include "core/store.h"
#include "tests/unit/support.h"

static const char *const others[] = {
	"anhui-project-2025",	   "fujian-department-2019",
	"hubei-department-2021",   "hunan-project-2023",
	"jiangxi-department-2026", "monitoring",
	"self-evaluation",	   "sichuan-project",
};
enum { N_OTHERS = sizeof others / sizeof *others };

static struct form_set *set;
static struct failure_list faults;

static void setup(void)
{
	set = form_set_new(
		(const char *const[]){ support_path("forms"), NULL });
}

static void teardown(void)
{
	failure_list_release(&faults);
	form_set_free(set);
}

TestSuite(form_set, .timeout = 30, .init = setup, .fini = teardown);

static const char *sample_of(const char *name)
{
	char path[200];

	snprintf(path, sizeof path, "forms/other/%s/sample.csv", name);
	return support_path(path);
}

/* The form's name that the text is read by, or NULL with the faults. */
static const char *fit_text(const char *text, size_t n)
{
	struct grid grid = { 0 };
	struct layout_match *match = NULL;
	struct failure f = { 0 };

	failure_list_release(&faults);
	cr_assert(grid_read(&grid, form_set_texts(set), text, n, NULL, "a.csv",
			    &f));
	struct form *form = form_set_fit(set, &grid, "a.csv", &match, &faults);

	cr_expect_eq(!form, !match);
	cr_expect_eq(!form, faults.n > 0);
	layout_match_free(match);
	grid_release(&grid);
	return form ? path_last(form->def->folder) : NULL;
}

static void expect_fit(const char *text, const char *name)
{
	const char *found = fit_text(text, strlen(text));

	cr_expect(found && !strcmp(found, name), "%s, not %s",
		  found ? found : "none", name);
}

/* The lines of a sample from number `first` on, and no more than n. */
static char *lines_of(const char *name, int first, int n)
{
	struct failure f = { 0 };
	char *text, *from, *to;
	size_t size;

	cr_assert(store_read(sample_of(name), &text, &size, NULL, &f));
	from = text;
	for (int i = 1; i < first; i++)
		from = strchr(from, '\n') + 1;
	to = from;
	for (int i = 0; i < n && strchr(to, '\n'); i++)
		to = strchr(to, '\n') + 1;
	memmove(text, from, (size_t)(to - from));
	text[to - from] = '\0';
	return text;
}

Test(form_set, forms_of_other_places_are_looked_for_when_they_are_wanted)
{
	cr_expect_eq(form_set_count(set), 1);
	cr_assert_eq(form_set_count_all(set), 1 + N_OTHERS);
	cr_expect_eq(form_set_count(set), 1, "they stay others");
	for (size_t i = 0; i < N_OTHERS; i++) {
		struct form *form = form_set_at(set, i + 1, &faults);

		cr_assert(form);
		cr_expect(form->is_other);
		cr_expect_str_eq(path_last(form_set_folder(set, i + 1)),
				 others[i]);
		cr_expect_str_neq(form->def->name, "");
	}
	cr_expect_not(form_set_at(set, 0, &faults)->is_other);
}

Test(form_set, each_file_is_what_it_is_in_any_order)
{
	for (size_t i = 0; i < 2 * N_OTHERS; i++) {
		const char *name = others[i * 3 % N_OTHERS];
		char *text = lines_of(name, 1, 100);

		expect_fit(text, name);
		free(text);
	}
}

Test(form_set, own_forms_are_read_without_them)
{
	struct failure f = { 0 };
	char *text;
	size_t n;

	cr_assert(store_read(support_path(REAL_FORM), &text, &n, NULL, &f));
	cr_expect_str_eq(fit_text(text, n), "zhanjiang-department-2024");
	cr_expect_eq(form_set_count_all(set), 1 + N_OTHERS);
	cr_expect_str_eq(fit_text(text, n), "zhanjiang-department-2024");
	free(text);
}

/* One of them is an own one as well: that goes first. */
static void own(char *folder, const char *name)
{
	char from[200], to[400];

	snprintf(from, sizeof from, "forms/other/%s", name);
	snprintf(to, sizeof to, "%s/%s", folder, name);
	cr_assert_eq(mkdir(to, 0777), 0);
	support_copy_form(from, to);
	form_set_free(set);
	set = form_set_new(
		(const char *const[]){ folder, support_path("forms"), NULL });
}

Test(form_set, a_copy_of_ones_own_goes_first)
{
	char *folder = support_folder();
	char *text = lines_of("hunan-project-2023", 1, 100);

	own(folder, "hunan-project-2023");
	cr_expect_eq(form_set_count(set), 2);
	cr_expect_eq(form_set_count_all(set), 1 + N_OTHERS, "none twice");
	expect_fit(text, "hunan-project-2023");
	cr_expect_not(form_set_at(set, 0, &faults)->is_other);
	support_remove_folder(folder);
	free(folder);
	free(text);
}

Test(form_set, an_own_one_gives_way_to_one_that_is_clearly_meant)
{
	char *folder = support_folder();
	char *text = lines_of("anhui-project-2025", 1, 100);

	own(folder, "sichuan-project");
	expect_fit(text, "anhui-project-2025");
	support_remove_folder(folder);
	free(folder);
	free(text);
}

Test(form_set, a_name_finds_them_and_a_key)
{
	struct form *form =
		form_set_find(set, "jiangxi_department_2026", "a", &faults);

	cr_expect(form && form->is_other);
	cr_assert(form_set_choose(set, "sichuan-project", &faults));
	cr_expect_eq(form_set_count_all(set), 1, "it is the only one then");
	cr_expect_not(form_set_chosen(set)->is_other, "it was asked for");
	struct form_set *copy = form_set_copy(set);

	cr_expect_eq(form_set_count_all(copy), 1);
	form_set_free(copy);
}

Test(form_set, a_weak_likeness_is_refused_with_what_is_missing)
{
	/* its head without what makes it a form of that place */
	char *text = lines_of("jiangxi-department-2026", 1, 4);

	cr_expect_null(fit_text(text, strlen(text)));
	cr_assert_eq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_NO_FORM_FITS_NEAR);
	cr_expect_str_eq(faults.items[0].detail, "jiangxi-department-2026");
	free(text);
	cr_expect_null(fit_text("a,b\n1,2\n", 8));
	cr_expect_eq(faults.items[0].code, FAILURE_NO_FORM_FITS);
}

/* A copy of a definition, in FOLDER/other. */
static void put_other(const char *folder, const char *name, const char *form)
{
	char path[400];

	snprintf(path, sizeof path, "%s/other", folder);
	cr_assert(mkdir(path, 0777) == 0 || errno == EEXIST);
	snprintf(path, sizeof path, "%s/other/%s", folder, name);
	cr_assert_eq(mkdir(path, 0777), 0);
	support_copy_form(form, path);
}

/* By the forms of that folder alone. */
static void expect_unsure(const char *folder, const char *text,
			  const char *names)
{
	form_set_free(set);
	set = form_set_new((const char *const[]){ folder, NULL });
	cr_expect_null(fit_text(text, strlen(text)));
	cr_assert_eq(faults.n, 1);
	cr_expect_eq(faults.items[0].code, FAILURE_UNSURE_FORM);
	cr_expect_str_eq(faults.items[0].detail, names);
}

Test(form_set, several_that_would_do_are_named)
{
	char *folder = support_folder();
	char *text = lines_of("hunan-project-2023", 1, 100);

	put_other(folder, "hunan-2024", "forms/other/hunan-project-2023");
	put_other(folder, "hunan-2025", "forms/other/hunan-project-2023");
	expect_unsure(folder, text, "hunan-2024\nhunan-2025");
	support_remove_folder(folder);
	free(folder);
	free(text);
}

/* A table that has each row of another by half of its words. */
Test(form_set, all_rows_by_half_of_their_words_are_no_sure_sign)
{
	static const char text[] =
		"项目支出绩效目标表,,,,\n(年度),,,,\n项目名称,,,,\n"
		"主管部门及代码,,,实施单位,\n"
		"项目资金(万元),年度资金总额,,,\n年度目标,,,,\n"
		"绩效指标,一级指标,二级指标,三级指标,指标值\n";
	char *folder = support_folder();

	put_other(folder, "sichuan", "forms/other/sichuan-project");
	expect_unsure(folder, text, "sichuan");
	support_remove_folder(folder);
	free(folder);
}

Test(form_set, without_its_title_a_form_needs_nearly_all_the_rest)
{
	char *text = lines_of("anhui-project-2025", 2, 100);

	expect_fit(text, "anhui-project-2025");
	free(text);
	text = lines_of("anhui-project-2025", 5, 100);
	cr_expect_null(fit_text(text, strlen(text)));
	free(text);
}

/* Half of a form is half of a like one as well, be that the user's own. */
Test(form_set, the_own_form_is_no_guess)
{
	char *folder = support_folder(), path[400];
	char *text = lines_of("monitoring", 1, 8);

	snprintf(path, sizeof path, "%s/ours", folder);
	cr_assert_eq(mkdir(path, 0777), 0);
	support_copy_form("forms/other/self-evaluation", path);
	form_set_free(set);
	set = form_set_new(
		(const char *const[]){ folder, support_path("forms"), NULL });
	cr_expect_null(fit_text(text, strlen(text)));
	free(text);
	text = lines_of("self-evaluation", 1, 12);
	expect_fit(text, "ours");
	free(text);
	support_remove_folder(folder);
	free(folder);
}
