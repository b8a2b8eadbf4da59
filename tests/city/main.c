/* The folder and the list (tests/city/city.h). */
#include <config.h>
#include "tests/city/city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 4096, EXPECTED_MAX = 512 };

static struct expected {
	const char *what, *which, *field;
	size_t row;
} expected[EXPECTED_MAX];
static size_t n_expected;

void city_expect(const char *what, const char *which, const char *field,
		 size_t row)
{
	if (n_expected == EXPECTED_MAX)
		abort();
	expected[n_expected++] = (struct expected){ what, which, field, row };
}

static void print_expected(const char *path)
{
	for (size_t i = 0; i < n_expected; i++) {
		const struct expected *e = &expected[i];

		printf("%s\t%s\t%s\t%s\t", path, e->what, e->which, e->field);
		if (e->row)
			printf("%zu\n", e->row);
		else
			puts("-");
	}
}

/* The next kind that this form can have beside what it has. */
static bool add_fault(struct form *form, size_t *next, unsigned *touched)
{
	for (size_t i = 0; i < n_faults; i++) {
		const struct fault *fault = &faults[(*next + i) % n_faults];

		if ((fault->touches & *touched) || !fault->make(form, fault))
			continue;
		*touched |= fault->touches;
		*next += i + 1;
		return true;
	}
	return false;
}

/* Of eight forms one is clean, one differs from last year's, four have a fault
   and two have two. The second one's kind comes round slower, so that kinds
   meet others. */
static void spoil(struct form *form, size_t at)
{
	static size_t first, second;
	unsigned touched = 0;

	if (at % 4 == 0)
		return;
	add_fault(form, &first, &touched);
	if (at % 4 != 3)
		return;
	second += 7;
	add_fault(form, &second, &touched);
}

static bool write_again(const struct form *form, const char *folder,
			const char *name)
{
	char path[PATH];

	snprintf(path, sizeof path, "%s/%s-副本.%s", folder, name,
		 form->ending);
	print_expected(path);
	return form_write(form, path);
}

static bool write_last_year(struct form *form, const char *folder,
			    const char *name, size_t at)
{
	static struct form last;
	char path[PATH];

	last_year_make(form, &last);
	if (at % 8 == 4)
		last_year_spoil(form, &last, at / 8);
	snprintf(path, sizeof path, "%s/%s-%d.%s", folder, name, YEAR - 1,
		 last.ending);
	return form_write(&last, path);
}

static bool write_form(char **folders, size_t at)
{
	static struct form form;
	char path[PATH], name[TEXT_MAX];

	n_expected = 0;
	form_make(&form, at);
	city_put(name, "%s", form.cells[CELL_DEPARTMENT]);
	if (at % 4 == 0 && !write_last_year(&form, folders[1], name, at))
		return false;
	spoil(&form, at);
	snprintf(path, sizeof path, "%s/%s.%s", folders[0], name, form.ending);
	print_expected(path);
	return form_write(&form, path) &&
	       (!form.is_twice || write_again(&form, folders[0], name));
}

int main(int argc, char **argv)
{
	size_t n;

	if (argc < 4) {
		fputs("city FOLDER LAST-YEARS-FOLDER N [SEED]\n", stderr);
		return EXIT_FAILURE;
	}
	n = strtoul(argv[3], NULL, 10);
	if (n > n_places * n_organs)
		return EXIT_FAILURE;
	city_seed(argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 1);
	for (size_t at = 0; at < n; at++)
		if (!write_form(argv + 1, at)) {
			perror(argv[1]);
			return EXIT_FAILURE;
		}
	return EXIT_SUCCESS;
}
