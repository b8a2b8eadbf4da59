#include <config.h>
#include "core/export.h"

#include <string.h>
#include <strings.h>

/* By format; NULL: no file's name tells it. */
static const char *const endings[EXPORT_FORMATS] = {
	[EXPORT_CSV] = ".csv", [EXPORT_TSV] = ".tsv",	[EXPORT_JSON] = ".json",
	[EXPORT_TXT] = ".txt", [EXPORT_HTML] = ".html", [EXPORT_XLSX] = ".xlsx",
};

int export_format_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (!dot)
		return -1;
	for (int i = 0; i < EXPORT_FORMATS; i++)
		if (endings[i] && strcasecmp(dot, endings[i]) == 0)
			return i;
	return strcasecmp(dot, ".htm") == 0 ? EXPORT_HTML : -1;
}

const char *export_foreign_ending(const char *name)
{
	static const char foreign[][7] = {
		".pdf",	 ".doc", ".docx", ".rtf",   ".odt", ".fodt",
		".wps",	 ".xls", ".xlsm", ".xlsb",  ".et",  ".ods",
		".fods", ".xml", ".mht",  ".mhtml",
	};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof foreign / sizeof *foreign; i++)
		if (strcasecmp(dot, foreign[i]) == 0)
			return dot;
	return NULL;
}

bool export_is_own(const char *name)
{
	int format = export_format_of(name);

	return (format < 0 || format == EXPORT_CSV || format == EXPORT_TSV) &&
	       !export_foreign_ending(name);
}

/* What a new file is written as. Another encoding would come in here. */
static struct dialect dialect_of(const struct export_how *how)
{
	struct dialect dialect = dialect_new_file;

	if (how->format == EXPORT_TSV || how->has_tabs)
		dialect.delimiter = '\t';
	if (how->has_no_bom)
		dialect.has_bom = false;
	return dialect;
}

/* That of the form's file; from a pipe, as old as a zip's date can be. */
static time_t date_of(const struct document *doc, const struct export_how *how)
{
	enum { YEAR_1980 = 315532800 };
	time_t date = how->date ? how->date : doc->stamp.mtime.tv_sec;

	return date < YEAR_1980 ? YEAR_1980 : date;
}

static bool check(struct document *doc, struct failure *f)
{
	struct failure_list faults = { 0 };
	bool ok = document_check(doc, &faults);

	if (!ok && f) {
		failure_set(f, faults.items[0].code, faults.items[0].path, 0);
		failure_place(f, faults.items[0].line, faults.items[0].column);
		failure_copy(f, &faults.items[0]);
	}
	failure_list_release(&faults);
	return ok;
}

bool export_form(struct document *doc, const struct export_how *how,
		 const char *path, struct bytes *out, struct failure *f)
{
	const struct dialect dialect = dialect_of(how);

	if (!check(doc, f))
		return false;
	switch (how->format) {
	case EXPORT_CSV:
	case EXPORT_TSV:
		if (document_table(doc, &dialect, out))
			return true;
		failure_set(f, FAILURE_UNREADABLE_COPY, path, 0);
		return false;
	case EXPORT_JSON:
		export_json(doc, out);
		break;
	case EXPORT_TXT:
		export_text(doc, out);
		break;
	case EXPORT_TIDY:
		export_tidy(doc, &dialect, out);
		break;
	case EXPORT_HTML:
		export_html(doc, how->words, out);
		break;
	case EXPORT_XLSX:
		return export_xlsx(doc, how->has_comments ? how->words : NULL,
				   date_of(doc, how), path, out, f);
	case EXPORT_FORMATS:
		break;
	}
	return true;
}
