#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/text.h"
#include "locale/say.h"
#include "tests/common.h"

__attribute__((constructor)) static void begin(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
}

void fuzz_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* ---- the input ---- */

struct fuzz fuzz_of(const uint8_t *data, size_t n)
{
	return (struct fuzz){ .data = (const char *)data, .n = n };
}

unsigned fuzz_choose(struct fuzz *in, unsigned limit)
{
	if (in->n_choices == in->n)
		return 0;
	in->n_choices++;
	return (unsigned char)in->data[in->n - in->n_choices] % limit;
}

/* The line behind s, or the end. */
static const char *next_line(const char *s, const char *end)
{
	const char *line = memchr(s, '\n', (size_t)(end - s));

	return line ? line + 1 : end;
}

static const char *find_heading(const char *p, const char *end)
{
	while (p < end && (end - p < 3 || memcmp(p, "%% ", 3) != 0))
		p = next_line(p, end);
	return p;
}

bool fuzz_section_next(const struct fuzz *in, size_t *at,
		       struct fuzz_section *section)
{
	const char *end = in->data + in->n;
	const char *heading = find_heading(in->data + *at, end), *name;
	size_t n_name;

	if (heading == end)
		return false;
	name = heading + 3;
	section->s = next_line(heading, end);
	n_name = (size_t)(section->s - name);
	n_name -= n_name > 0 && name[n_name - 1] == '\n';
	if (n_name >= sizeof section->name)
		n_name = sizeof section->name - 1;
	memcpy(section->name, name, n_name);
	section->name[n_name] = '\0';
	section->n = (size_t)(find_heading(section->s, end) - section->s);
	*at = (size_t)(section->s - in->data) + section->n;
	return true;
}

bool fuzz_section(const struct fuzz *in, const char *name, const char **s,
		  size_t *n)
{
	struct fuzz_section section;
	size_t at = 0;

	while (fuzz_section_next(in, &at, &section))
		if (!strcmp(section.name, name)) {
			*s = section.s;
			*n = section.n;
			return true;
		}
	return false;
}

/* ---- files ---- */

static void write_all(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, data, n);

		MUST(done > 0);
		data += done;
		n -= (size_t)done;
	}
}

const char *fuzz_file(int which, const char *data, size_t n)
{
	static int fds[2] = { -1, -1 };
	static char paths[2][64];

	if (fds[which] >= 0)
		close(fds[which]);
	fds[which] = memfd_create("fuzz", MFD_CLOEXEC);
	MUST(fds[which] >= 0);
	write_all(fds[which], data, n);
	snprintf(paths[which], sizeof *paths, "/proc/self/fd/%d", fds[which]);
	return paths[which];
}

void fuzz_write(const char *path, const char *data, size_t n)
{
	FILE *file = fopen(path, "w");

	MUST(file);
	MUST(fwrite(data, 1, n, file) == n);
	MUST(fclose(file) == 0);
}

static char folder[256];

static void remove_folder(void)
{
	folder_remove(folder);
}

const char *fuzz_folder(void)
{
	const char *tmp = getenv("TMPDIR");

	if (*folder)
		return folder;
	if (access("/dev/shm", W_OK) == 0)
		tmp = "/dev/shm";
	snprintf(folder, sizeof folder, "%s/jixiao-fuzz-XXXXXX",
		 tmp ? tmp : "/tmp");
	MUST(mkdtemp(folder));
	atexit(remove_folder);
	return folder;
}

const char *fuzz_path(const char *relative)
{
	static char path[4096];
	const char *top = getenv("JIXIAO_SRCDIR");

	snprintf(path, sizeof path, "%s/%s", top ? top : ".", relative);
	return path;
}

const char *const *fuzz_shared(void)
{
	static char path[4096];
	static const char *const folders[] = { path, NULL };
	const char *top = getenv("JIXIAO_SRCDIR");

	snprintf(path, sizeof path, "%s/forms", top ? top : ".");
	return folders;
}

const char *fuzz_form(void)
{
	static char path[sizeof folder + 16];
	char *form;
	size_t n;

	snprintf(path, sizeof path, "%s/form.csv", fuzz_folder());
	MUST(store_read(fuzz_path("tests/forms/every-kind/sample.csv"), &form,
			&n, NULL, NULL));
	fuzz_write(path, form, n);
	free(form);
	return path;
}

struct form_set *fuzz_forms(void)
{
	static struct form_set *forms;
	char own[4096], of_tests[4096];
	const char *folders[] = { own, of_tests, NULL };

	if (forms) {
		form_set_trim(forms);
		return forms;
	}
	snprintf(own, sizeof own, "%s", fuzz_path("forms"));
	snprintf(of_tests, sizeof of_tests, "%s", fuzz_path("tests/forms"));
	forms = form_set_new(folders);
	MUST(form_set_count(forms) >= 4);
	return forms;
}

/* ---- what must hold of many things ---- */

/* Written without looking at core/text.c: what terminals act upon, what turns
   text around, and what shows nothing. */
static bool is_harmful(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
	       code == 0x061C || code == 0x180E ||
	       (code >= 0x200B && code <= 0x200C) ||
	       (code >= 0x200E && code <= 0x200F) ||
	       (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
	       (code >= 0xFFF9 && code <= 0xFFFB) ||
	       (code >= 0xE0000 && code <= 0xE007F);
}

bool fuzz_is_clean(const char *s, size_t n)
{
	uint32_t code;

	for (size_t i = 0, len; i < n; i += len) {
		len = text_decode(s + i, n - i, &code);
		if (!len || is_harmful(code))
			return false;
	}
	return true;
}

void fuzz_say(struct failure *f)
{
	struct bytes sentence = BYTES_INIT;

	MUST(f->code > FAILURE_NONE && f->code < FAILURE_COUNT);
	say_failure(f, &sentence);
	MUST(sentence.len > 0);
	MUST(fuzz_is_clean(sentence.data, sentence.len));
	bytes_release(&sentence);
	failure_release(f);
}

void fuzz_say_all(struct failure_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		fuzz_say(&list->items[i]);
	list->n = 0;
	failure_list_release(list);
}

bool fuzz_is_place(const struct record *record, struct place place)
{
	const struct definition *def = record->def;
	int table;

	if (place.field == -1)
		return place.row == -1;
	if (place.field < 0 || place.field >= def->n_fields || place.row < -1)
		return false;
	table = def->fields[place.field].table;
	return table < 0 ? place.row == -1
			 : place.row < (long)record_n_rows(record, table);
}

static bool row_is_empty(const struct record *record, int table, size_t at)
{
	const struct row *row = record_row(record, table, at);

	for (int c = 0; c < record->def->tables[table].n_columns; c++)
		if (!text_is_blank(row->cells[c]))
			return false;
	return true;
}

static size_t skip_empty(const struct record *record, int table, size_t at)
{
	while (at < record_n_rows(record, table) &&
	       row_is_empty(record, table, at))
		at++;
	return at;
}

static bool same_row(const struct record *a, const struct record *b, int table,
		     size_t at_a, size_t at_b)
{
	for (int c = 0; c < a->def->tables[table].n_columns; c++)
		if (strcmp(record_row(a, table, at_a)->cells[c],
			   record_row(b, table, at_b)->cells[c]) != 0)
			return false;
	return true;
}

static bool same_table(const struct record *a, const struct record *b,
		       int table)
{
	size_t i = skip_empty(a, table, 0), j = skip_empty(b, table, 0);

	while (i < record_n_rows(a, table) && j < record_n_rows(b, table)) {
		if (!same_row(a, b, table, i, j))
			return false;
		i = skip_empty(a, table, i + 1);
		j = skip_empty(b, table, j + 1);
	}
	return i == record_n_rows(a, table) && j == record_n_rows(b, table);
}

bool fuzz_same_record(const struct record *a, const struct record *b)
{
	if (a->def != b->def)
		return false;
	for (int i = 0; i < a->def->n_scalars; i++)
		if (strcmp(a->scalars[i], b->scalars[i]) != 0)
			return false;
	for (int t = 0; t < a->def->n_tables; t++)
		if (!same_table(a, b, t))
			return false;
	return true;
}
