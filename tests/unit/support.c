#include <config.h>
#include "tests/unit/support.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/store.h"
#include "tests/common.h"

/* Before each test, which is a process of its own: characters are as wide as on
   a terminal with UTF-8. */
__attribute__((constructor)) static void use_utf_8(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
}

const char *support_path(const char *relative)
{
	static char path[4096];
	const char *top = getenv("JIXIAO_SRCDIR");

	snprintf(path, sizeof path, "%s/%s", top ? top : ".", relative);
	return path;
}

const char *const *support_shared(void)
{
	static char path[4096];
	static const char *const folders[] = { path, NULL };
	const char *top = getenv("JIXIAO_SRCDIR");

	snprintf(path, sizeof path, "%s/forms", top ? top : ".");
	return folders;
}

struct definition *support_form(const char *relative)
{
	struct failure_list faults = { 0 };
	struct definition *def = definition_load(support_path(relative),
						 support_shared(), &faults);

	cr_assert(def, "%s is refused: code %d, %s", relative,
		  faults.n ? (int)faults.items[0].code : 0,
		  faults.n && faults.items[0].value ? faults.items[0].value
						    : "");
	cr_assert(definition_load_rules(def, &faults),
		  "rules are refused: line %zu column %zu code %d, %s",
		  faults.items[0].line, faults.items[0].column,
		  (int)faults.items[0].code,
		  faults.items[0].value ? faults.items[0].value : "");
	failure_list_release(&faults);
	return def;
}

/* The file's text with the first `old` changed; old NULL changes nothing. */
static void copy_file(const char *from, const char *to, const char *old,
		      const char *new)
{
	struct bytes text = BYTES_INIT;
	struct store_stamp stamp;
	char *data, *at;
	size_t n;

	cr_assert(store_read(from, &data, &n, &stamp, NULL));
	bytes_add(&text, data, n);
	if (old) {
		at = strstr(text.data, old);
		cr_assert(at, "%s not in %s", old, from);
		bytes_splice(&text, (size_t)(at - text.data), strlen(old), new,
			     strlen(new));
	}
	support_write(to, text.data, text.len);
	bytes_release(&text);
	free(data);
}

void support_copy_form(const char *relative, const char *to)
{
	static const char *const files[] = { "layout.csv", "fields.csv",
					     "rules.csv", "targets.csv",
					     "indicators.csv" };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct bytes from = BYTES_INIT, path = BYTES_INIT;

		bytes_printf(&from, "%s/%s", support_path(relative), files[i]);
		bytes_printf(&path, "%s/%s", to, files[i]);
		/* it may share its targets.csv */
		if (access(from.data, F_OK) == 0)
			copy_file(from.data, path.data, NULL, NULL);
		bytes_release(&from);
		bytes_release(&path);
	}
}

void support_change(const char *folder, const char *file, const char *old,
		    const char *new)
{
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/%s", folder, file);
	if (new)
		copy_file(path.data, path.data, old, new);
	else
		remove(path.data);
	bytes_release(&path);
}

int support_field(const struct definition *def, const char *name)
{
	int field = definition_field(def, name, strlen(name));

	cr_assert(field >= 0, "no field %s", name);
	return field;
}

struct place support_place(const struct definition *def, const char *name,
			   long row)
{
	return (struct place){ support_field(def, name), row };
}

struct form_set *support_forms(void)
{
	char first[4200], other[4200];
	const char *folders[] = { first, other, NULL };

	snprintf(first, sizeof first, "%s", support_path("forms"));
	snprintf(other, sizeof other, "%s", support_path("tests/forms"));
	return form_set_new(folders);
}

struct document *support_document(struct form_set *forms, const char *path)
{
	struct failure_list faults = { 0 };
	struct document *doc = document_open(forms, path, NULL, &faults);

	cr_assert(doc, "%s: code %d", path,
		  faults.n ? (int)faults.items[0].code : -1);
	cr_assert(document_check(doc, &faults));
	failure_list_release(&faults);
	return doc;
}

void support_fill(struct document *doc, const char *name, long row,
		  const char *text)
{
	document_set(doc, support_place(doc->def, name, row), text,
		     strlen(text));
}

char *support_folder(void)
{
	const char *tmp = getenv("TMPDIR");
	struct bytes path = BYTES_INIT;

	bytes_printf(&path, "%s/jixiao-test-XXXXXX", tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(path.data));
	return bytes_take(&path);
}

void support_remove_folder(const char *folder)
{
	folder_remove(folder);
}

void support_write(const char *path, const char *data, size_t n)
{
	FILE *file = fopen(path, "w");

	cr_assert(file, "can't write %s", path);
	cr_assert(fwrite(data, 1, n, file) == n);
	cr_assert(fclose(file) == 0);
}

unsigned support_random(unsigned *state)
{
	return random_number(state);
}
