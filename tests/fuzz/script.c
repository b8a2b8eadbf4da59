#include <config.h>
#include "tests/fuzz/script.h"

#include <string.h>

#include "core/document_strays.h"
#include "core/text.h"

unsigned script_next(struct script *script, size_t limit)
{
	return script->at < script->end ? *script->at++ % (unsigned)limit : 0;
}

/* A text of the script's own, or one that makes rules speak. */
static void next_text(struct script *script, const char **s, size_t *n)
{
	static const char *const texts[] = {
		"",	     "0",	 "1",	     "631.23",
		"-5",	     "12,5",	 "1e9",	     "9223372036854",
		"２０",	     "2024",	 "≥95%",     "≥",
		"100%以上",  "产出指标", "数量指标", "社会效益",
		"2024年6月", "市级",	 " ",	     "=1+1",
		"甲\n乙",    "a\"b,c\t", "合计",     "万元",
		"效益指标",  "质量指标", "成本指标", "优",
		"离休费",    "长期",	 "。",	     "1.科普 讲座",
	};
	size_t left = (size_t)(script->end - script->at);
	unsigned which = script_next(script, 64);

	if (which < sizeof texts / sizeof *texts) {
		*s = texts[which];
		*n = strlen(*s);
		return;
	}
	left = (size_t)(script->end - script->at);
	*n = which - 32 < left ? which - 32 : left;
	*s = (const char *)script->at;
	script->at += *n;
	*n = strnlen(*s, *n);
	*n = text_valid(*s, *n);
}

static void set_cell(struct document *doc, struct script *script)
{
	int field = (int)script_next(script, (size_t)doc->def->n_fields);
	int table = doc->def->fields[field].table;
	struct place place = { field, -1 };
	const char *s;
	size_t n;

	if (table >= 0 && record_n_rows(&doc->record, table) == 0)
		return;
	if (table >= 0)
		place.row =
			script_next(script, record_n_rows(&doc->record, table));
	next_text(script, &s, &n);
	document_set(doc, place, s, n);
}

static void change_rows(struct document *doc, struct script *script)
{
	int table, what = (int)script_next(script, 4);
	size_t n, at;

	if (doc->def->n_tables == 0)
		return;
	table = (int)script_next(script, (size_t)doc->def->n_tables);
	n = record_n_rows(&doc->record, table);
	at = script_next(script, n + 1);
	if (what == 0 || n == 0)
		document_row_new(doc, table, at, NULL);
	else if (what == 1)
		document_row_new(doc, table, at,
				 record_row(&doc->record, table,
					    script_next(script, n)));
	else if (what == 2 && at < n)
		document_row_move(doc, table, at, script_next(script, n));
	else if (what == 3 && at < n)
		document_row_delete(doc, table, at);
}

static void drop(struct document *doc, struct script *script)
{
	struct strays strays;
	size_t at;

	strays_find(&strays, doc);
	at = script_next(script, strays.n + 1);
	if (at < strays.n)
		document_drop(doc, &strays.items[at],
			      strays_n_beside(&strays, at));
	strays_release(&strays);
}

/* What a finding of the file speaks of can be dropped. */
static void mend(struct document *doc, struct script *script)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);
	struct mend mend;

	if (n == 0)
		return;
	struct finding f = findings[script_next(script, n)];

	if (document_is_of_strays(doc, &f))
		drop(doc, script);
	else if (check_mend(doc->check, &f, script_next(script, 3), &mend)) {
		document_mend(doc, &f, &mend);
		mend_release(&mend);
	}
}

static void give_reason(struct document *doc, struct script *script)
{
	static const char *const reasons[] = { "按实际", "上级定的", "" };
	const struct finding *list;
	size_t n = script_next(script, 2) ? check_accepted(doc->check, &list)
					  : check_findings(doc->check, &list);

	if (n == 0)
		return;
	struct finding f = list[script_next(script, n)];

	document_accept(doc, &f, reasons[script_next(script, 3)], "2026-11-25");
}

void script_step(struct document *doc, struct script *script)
{
	switch (script_next(script, 8)) {
	case 0:
	case 1:
		change_rows(doc, script);
		break;
	case 2:
		document_undo(doc);
		break;
	case 3:
		document_redo(doc);
		break;
	case 4:
		mend(doc, script);
		break;
	case 5:
		give_reason(doc, script);
		break;
	default:
		set_cell(doc, script);
	}
}
