#include <config.h>

#include "core/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

void failure_release(struct failure *f)
{
	if (!f)
		return;
	free(f->path);
	free(f->value);
	free(f->detail);
	*f = (struct failure){ 0 };
}

void failure_set(struct failure *f, enum failure_code code, const char *path,
		 int os_error)
{
	if (!f)
		return;
	/* the path may be the failure's own */
	char *copy = path ? memory_copy_str(path) : NULL;

	failure_release(f);
	f->code = code;
	f->path = copy;
	f->os_error = os_error;
}

void failure_place(struct failure *f, size_t line, size_t column)
{
	if (!f)
		return;
	f->line = line;
	f->column = column;
}

void failure_at(struct failure *f, const char *text, size_t at_bytes)
{
	if (f)
		f->at = text_count(text, at_bytes) + 1;
}

void failure_value(struct failure *f, const char *s, size_t len_bytes)
{
	if (!f)
		return;
	char *copy = memory_copy(s, len_bytes);

	free(f->value);
	f->value = copy;
}

void failure_detail(struct failure *f, const char *format, ...)
{
	va_list args;

	if (!f)
		return;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *detail = memory_alloc(n < 0 ? 1 : (size_t)n + 1);

	if (n > 0) {
		va_start(args, format);
		vsnprintf(detail, (size_t)n + 1, format, args);
		va_end(args);
	}
	free(f->detail);
	f->detail = detail;
}

void failure_copy(struct failure *f, const struct failure *other)
{
	f->code = other->code;
	f->at = other->at;
	f->other = other->other;
	f->found = other->found;
	f->wanted = other->wanted;
	if (other->value)
		failure_value(f, other->value, strlen(other->value));
	if (other->detail)
		failure_detail(f, "%s", other->detail);
}

void failure_choice(struct failure *f, const char *choice)
{
	if (!f)
		return;
	char *old = f->detail;

	f->detail = NULL;
	failure_detail(f, "%s%s%s", old ? old : "", old ? " " : "", choice);
	free(old);
}

void failure_list_release(struct failure_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		failure_release(&list->items[i]);
	free(list->items);
	*list = (struct failure_list){ 0 };
}

struct failure *failure_list_add(struct failure_list *list,
				 enum failure_code code, const char *path,
				 size_t line, size_t column)
{
	struct failure *f = &MEMORY_ADD(list->items, list->n, list->cap);

	*f = (struct failure){ 0 };
	failure_set(f, code, path, 0);
	failure_place(f, line, column);
	return f;
}

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_places(const void *a, const void *b)
{
	const struct failure *f = a, *g = b;
	int by_path = strcmp(f->path ? f->path : "", g->path ? g->path : "");
	int by_line = compare_numbers(f->line, g->line);

	if (by_path)
		return by_path;
	return by_line ? by_line : compare_numbers(f->column, g->column);
}

void failure_list_sort(struct failure_list *list)
{
	if (list->n > 1)
		qsort(list->items, list->n, sizeof *list->items,
		      compare_places);
}

void failure_list_take(struct failure_list *list, struct failure *f)
{
	MEMORY_ADD(list->items, list->n, list->cap) = *f;
	*f = (struct failure){ 0 };
}

void failure_list_copy(struct failure_list *to, const struct failure_list *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct failure *f = &from->items[i];
		struct failure *copy = failure_list_add(to, f->code, f->path,
							f->line, f->column);

		failure_copy(copy, f);
		copy->os_error = f->os_error;
	}
}

const char *failure_key(enum failure_code code)
{
	static const char *const keys[] = {
		[FAILURE_NONE] = "none",
		[FAILURE_OPEN] = "open",
		[FAILURE_READ] = "read",
		[FAILURE_WRITE] = "write",
		[FAILURE_WRITE_BESIDE] = "write",
		[FAILURE_NOT_FILE] = "not-file",
		[FAILURE_EMPTY] = "empty",
		[FAILURE_TOO_BIG] = "too-big",
		[FAILURE_BINARY] = "binary",
		[FAILURE_ENCODING] = "encoding",
		[FAILURE_CELL_TOO_BIG] = "cell-too-big",
		[FAILURE_TOO_WIDE] = "too-wide",
		[FAILURE_TOO_MANY_ROWS] = "too-many-rows",
		[FAILURE_CHANGED] = "changed",
		[FAILURE_GONE] = "gone",
		[FAILURE_EXISTS] = "exists",
		[FAILURE_EXISTS_FORCE] = "exists",
		[FAILURE_EXISTS_YES] = "exists",
		[FAILURE_NO_FOLDER] = "no-folder",
		[FAILURE_UNSYNCED] = "unsynced",
		[FAILURE_NO_OLDER] = "no-older",
		[FAILURE_VERIFY] = "verify",
		[FAILURE_NAMES] = "several-names",
		[FAILURE_FOLDER] = "folder",
		[FAILURE_NO_RESCUE] = "no-rescue",
		[FAILURE_TORN] = "torn",
		[FAILURE_UNREADABLE_COPY] = "unreadable-copy",
		[FAILURE_CHARACTER] = "character",
		[FAILURE_NOTES] = "notes",
		[FAILURE_UNREADABLE_REVIEW] = "unreadable-review",
		[FAILURE_UNREADABLE_NOTES] = "unreadable-notes",
		[FAILURE_JOURNAL] = "journal",
		[FAILURE_JOURNAL_NOWHERE] = "journal-nowhere",
		[FAILURE_JSON] = "json",
		[FAILURE_JSON_KIND] = "json-kind",
		[FAILURE_JSON_SCHEMA] = "json-schema",
		[FAILURE_JSON_NAME] = "json-name",
		[FAILURE_JSON_VALUE] = "json-value",
		[FAILURE_TIDY_ROW] = "tidy-row",
		[FAILURE_TIDY_TWICE] = "tidy-twice",
		[FAILURE_NOT_AS_SAID] = "not-as-said",
		[FAILURE_XLSX_LIMIT] = "xlsx-limit",
		[FAILURE_NO_FILES] = "no-files",
		[FAILURE_UNREAD_FOLDER] = "unread-folder",
		[FAILURE_LINKED_FOLDER] = "linked-folder",
		[FAILURE_PICTURE] = "picture",
		[FAILURE_ARCHIVE] = "archive",
		[FAILURE_OFFICE_BROKEN] = "office-broken",
		[FAILURE_OFFICE_LOCKED] = "office-locked",
		[FAILURE_OFFICE_KIND] = "office-kind",
		[FAILURE_OFFICE_TOO_BIG] = "office-too-big",
		[FAILURE_OFFICE_DOCTYPE] = "office-doctype",
		[FAILURE_OFFICE_NO_SHEET] = "office-no-sheet",
		[FAILURE_OFFICE_NO_TABLE] = "office-no-table",
		[FAILURE_OFFICE_LIBRARY] = "office-library",
		[FAILURE_NO_FORMS] = "no-forms",
		[FAILURE_NO_DEFINITION] = "no-definition",
		[FAILURE_NO_SUCH_FORM] = "no-such-form",
		[FAILURE_NO_FORM_FITS] = "no-form-fits",
		[FAILURE_NO_FORM_FITS_NEAR] = "no-form-fits",
		[FAILURE_NO_FORM_FITS_TITLE] = "no-form-fits",
		[FAILURE_UNSURE_FORM] = "unsure-form",
	};

	return failure_is_definition(code) ? "definition" : keys[code];
}

bool failure_is_definition(enum failure_code code)
{
	return code >= FAILURE_DEF_FILE;
}
