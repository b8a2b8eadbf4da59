/* Last year's form that this one was compared with, told beside its file. */
#include <config.h>
#include "core/document_earlier.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/path.h"
#include "core/store.h"
#include "tests/unit/support.h"

#define FORM "tests/checks/MONEY-VAL.csv"

static struct form_set *forms;
static struct document *doc;
static char *folder;

static void make_folder(const char *name)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/%s", folder, name);
	cr_assert(!mkdir(path.data, 0777));
	bytes_release(&path);
}

static void copy_form(const char *name)
{
	struct bytes path = BYTES_INIT;
	char *data;
	size_t n;

	bytes_printf(&path, "%s/%s", folder, name);
	cr_assert(store_read(support_path(FORM), &data, &n, NULL, NULL));
	cr_assert(store_write(path.data, data, n, NULL, NULL, NULL));
	free(data);
	bytes_release(&path);
}

static struct document *open_form(const char *name)
{
	struct failure_list faults = { 0 };
	struct bytes path = BYTES_INIT;
	struct document *opened;

	bytes_printf(&path, "%s/%s", folder, name);
	opened = document_open(forms, path.data, NULL, &faults);
	cr_assert(opened && document_check(opened, &faults), "%s", name);
	bytes_release(&path);
	return opened;
}

static void begin(void)
{
	char *made = support_folder();

	forms = support_forms();
	folder = realpath(made, NULL);
	free(made);
	make_folder("2024");
	make_folder("2025");
	copy_form("2024/a.csv");
	copy_form("2025/a.csv");
	doc = open_form("2025/a.csv");
}

static void end(void)
{
	document_free(doc);
	support_remove_folder(folder);
	free(folder);
	form_set_free(forms);
}

TestSuite(earlier_told, .init = begin, .fini = end, .timeout = 60);

/* Beside the form as it is opened anew. */
static void expect_told(const char *name, const char *wanted)
{
	struct bytes path = BYTES_INIT;
	char *told, *whole;

	document_free(doc);
	doc = open_form(name);
	cr_expect_null(doc->earlier, "nothing is compared by itself");
	told = document_earlier_told(doc);
	whole = told ? realpath(told, NULL) : NULL;
	bytes_printf(&path, "%s/%s", folder, wanted ? wanted : "");
	if (wanted)
		cr_expect_str_eq(whole, path.data);
	else
		cr_expect_null(told);
	free(told);
	free(whole);
	bytes_release(&path);
}

static void compare_with(const char *name, bool keeps)
{
	struct document *last_year = open_form(name);
	struct failure_list faults = { 0 };

	document_set_earlier(doc, last_year);
	document_free(last_year);
	doc->keeps_earlier = keeps;
	cr_assert(document_check(doc, &faults));
}

static void save_as(const char *name)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/%s", folder, name);
	cr_expect(document_save(doc, path.data, false, NULL));
	bytes_release(&path);
}

Test(earlier_told, way_from_a_folder_to_a_file)
{
	static const struct {
		const char *folder, *path, *way;
	} ways[] = {
		{ "/a/2025", "/a/2025/b.csv", "b.csv" },
		{ "/a/2025", "/a/2025/old/b.csv", "old/b.csv" },
		{ "/a/2025", "/a/2024/b.csv", "../2024/b.csv" },
		{ "/a/2025", "/a/b.csv", "../b.csv" },
		{ "/a/2025", "/a/2025-old/b.csv", "../2025-old/b.csv" },
		{ "/a/c/2025", "/a/b.csv", "../../b.csv" },
		{ "/a/2025", "/mnt/b.csv", "/mnt/b.csv" },
		{ "/", "/b.csv", "/b.csv" },
	};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct bytes way = BYTES_INIT, led = BYTES_INIT;

		path_print_way(&way, ways[i].folder, ways[i].path);
		cr_expect_str_eq(way.data, ways[i].way);
		path_print_led(&led, ways[i].folder, ways[i].way);
		cr_expect_str_eq(led.data, ways[i].path);
		bytes_release(&way);
		bytes_release(&led);
	}
}

Test(earlier_told, is_known_when_the_file_is_opened_again)
{
	compare_with("2024/a.csv", true);
	cr_expect_not(document_differs(doc));
	save_as("2025/a.csv");
	expect_told("2025/a.csv", "2024/a.csv");
}

Test(earlier_told, of_many_forms_nothing_is_kept)
{
	compare_with("2024/a.csv", false);
	save_as("2025/a.csv");
	expect_told("2025/a.csv", NULL);
}

Test(earlier_told, stays_where_the_form_is_saved_again_or_elsewhere)
{
	compare_with("2024/a.csv", true);
	save_as("2025/a.csv");
	expect_told("2025/a.csv", "2024/a.csv");
	save_as("2025/a.csv");
	expect_told("2025/a.csv", "2024/a.csv");
	compare_with("2024/a.csv", true);
	save_as("b.csv");
	expect_told("b.csv", "2024/a.csv");
}

Test(earlier_told, another_one_takes_its_place)
{
	copy_form("2024/b.csv");
	compare_with("2024/a.csv", true);
	save_as("2025/a.csv");
	compare_with("2024/b.csv", true);
	save_as("2025/a.csv");
	expect_told("2025/a.csv", "2024/b.csv");
}

Test(earlier_told, a_name_that_is_no_text_spoils_nothing_else)
{
	copy_form("2024/b.csv");
	copy_form("2024/\xC8\xA5\xC4\xEA.csv");
	compare_with("2024/b.csv", true);
	save_as("2025/a.csv");
	compare_with("2024/\xC8\xA5\xC4\xEA.csv", true);
	save_as("2025/a.csv");
	expect_told("2025/a.csv", NULL);
	cr_expect_eq(doc->acceptance_failure.code, FAILURE_NONE);
}

/* The way is another one from another folder, whether it leads to a form or
   not. */
Test(earlier_told, stays_where_it_cannot_be_opened)
{
	struct bytes path = BYTES_INIT;

	make_folder("2025/final");
	compare_with("2024/a.csv", true);
	save_as("2025/a.csv");
	expect_told("2025/a.csv", "2024/a.csv");
	save_as("2025/final/a.csv");
	expect_told("2025/final/a.csv", "2024/a.csv");
	bytes_printf(&path, "%s/2024/a.csv", folder);
	cr_assert(!unlink(path.data));
	save_as("b.csv");
	copy_form("2024/a.csv");
	expect_told("b.csv", "2024/a.csv");
	save_as("c.csv");
	expect_told("c.csv", "2024/a.csv");
	bytes_release(&path);
}
