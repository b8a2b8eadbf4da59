/* Judging an open form, at once or in steps between which it may be edited. */
#include <config.h>
#include "core/document_check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/document_carried.h"
#include "core/document_earlier.h"
#include "core/document_formulas.h"
#include "core/document_journal.h"
#include "core/document_repairs.h"
#include "core/document_strays.h"

/* Standard input has no file beside it. */
static void read_acceptances(struct document *doc)
{
	struct acceptance_list *list = &doc->acceptances;
	bool has_file = strcmp(doc->path, "-") != 0 && !doc->lacks_reasons;

	if (has_file && list->is_known) /* out of a journal */
		acceptance_take_theirs(list, doc->path);
	else if (has_file)
		acceptance_read(list, doc->path, &doc->acceptance_failure);
	list->is_known = true;
	if (!doc->has_carried)
		carried_read(doc);
	doc->has_carried = true;
	check_follow_carried(doc->check);
	check_set_acceptances(doc->check, list);
	/* what it has to hold was not known before */
	document_journal_anew(doc);
}

/* Which columns have a heading of their own, or are a further form's: what
   stands there is no slip of a row. By column; owned by the caller. */
static bool *find_headed(const struct layout_reading *reading)
{
	bool *is_headed = memory_array(GRID_CELLS + 1, sizeof *is_headed);

	for (size_t i = 0; i < reading->n_repairs; i++) {
		const struct repair *repair = &reading->repairs[i];
		int at = repair->from_column;

		if (at < 0)
			continue;
		if (repair->kind == REPAIR_NEXT_FORM)
			memset(is_headed + at, true, (size_t)(GRID_CELLS - at));
		else if (repair->kind == REPAIR_COLUMN ||
			 repair->kind == REPAIR_COLUMN_JOINED)
			is_headed[at] = true;
	}
	return is_headed;
}

static void judge_leftovers(struct document *doc,
			    const struct leftover *leftovers)
{
	const struct layout_reading *reading = &doc->reading;
	bool *is_headed = find_headed(reading);

	for (size_t i = 0; i < reading->n_leftovers; i++) {
		const struct leftover *l = &leftovers[i];
		bool is_wide =
			l->column >= doc->def->width && !is_headed[l->column];

		if (l->fate == LEFTOVER_KEPT)
			check_fail_file(doc->check,
					is_wide ? RULE_WIDTH : RULE_PLACE,
					grid_line(&doc->grid, l->record));
	}
	free(is_headed);
}

/* Without what was dropped, and with what undone repairs had placed. */
static void judge_left(struct document *doc)
{
	struct leftover *left = document_leftovers_known(doc);

	judge_leftovers(doc, left);
	free(left);
	if (document_has_strays(doc, 0))
		check_fail_file(doc->check, RULE_WIDTH, 0);
}

/* What reading the file showed of it, for the rules that speak of files. */
static void judge_file(struct document *doc)
{
	const struct layout_reading *reading = &doc->reading;

	if (doc->grid.dialect.encoding != ENCODING_UTF_8)
		check_fail_file(doc->check, RULE_ENCODING, 1);
	for (size_t i = 0; i < reading->n_repairs; i++)
		if (reading->repairs[i].kind == REPAIR_QUOTES)
			check_fail_file(doc->check, RULE_WIDTH,
					reading->repairs[i].line);
	if (reading->n_leftovers == 0 && doc->record.n_strays == 0)
		return;
	if (doc->record.n_strays > 0 || doc->as_read ||
	    !document_is_repaired(doc))
		judge_left(doc);
	else
		judge_leftovers(doc, reading->leftovers);
}

void document_check_file(struct document *doc)
{
	static const char *const ids[] = { RULE_ENCODING, RULE_WIDTH,
					   RULE_PLACE };

	for (size_t i = 0; doc->check && i < sizeof ids / sizeof *ids; i++)
		check_pass_file(doc->check, ids[i]);
	if (doc->check)
		judge_file(doc);
}

void document_check_forget(struct document *doc)
{
	check_free(doc->check);
	check_free(doc->checking);
	doc->check = doc->checking = NULL;
	doc->is_checking = false;
	doc->history.listener = (struct history_listener){ 0 };
}

void document_check_hold(struct document *doc)
{
	if (doc->check)
		check_hold(doc->check);
}

void document_check_go_on(struct document *doc)
{
	if (doc->check)
		check_go_on(doc->check);
}

/* What has been judged so far is of another content: from the beginning. */
static void edited(void *ctx, const struct edit *inverse)
{
	struct document *doc = ctx;

	(void)inverse;
	check_free(doc->checking);
	doc->checking = NULL;
}

bool document_check_begin(struct document *doc, struct failure_list *faults)
{
	if (doc->check || doc->is_checking)
		return true;
	if (!form_prepare(doc->form, faults))
		return false;
	if (doc->earlier)
		form_prepare_beside(doc->form);
	doc->is_checking = true;
	doc->history.listener =
		(struct history_listener){ .ctx = doc, .after = edited };
	return true;
}

static void finish(struct document *doc)
{
	doc->check = doc->checking;
	doc->checking = NULL;
	doc->is_checking = false;
	judge_file(doc);
	doc->history.listener = check_listener(doc->check);
	if (doc->source == SOURCE_NEW
		    ? doc->history.n == 0
		    : doc->is_as_opened && !document_is_modified(doc))
		formulas_fill(doc);
	read_acceptances(doc);
}

static struct check *begin(struct document *doc)
{
	return doc->earlier
		       ? check_begin_beside(doc->form->beside, &doc->record,
					    earlier_form_check(doc->earlier))
		       : check_begin(doc->form->plan, &doc->record);
}

bool document_check_step(struct document *doc, size_t n_rows)
{
	if (!doc->is_checking)
		return true;
	if (doc->earlier &&
	    !earlier_form_step(doc->earlier, doc->form->beside, n_rows))
		return false;
	if (!doc->checking)
		doc->checking = begin(doc);
	if (!check_step(doc->checking, n_rows))
		return false;
	finish(doc);
	return true;
}

int document_checked_percent(const struct document *doc)
{
	return doc->checking ? check_percent(doc->checking) : 0;
}

bool document_check(struct document *doc, struct failure_list *faults)
{
	return document_check_begin(doc, faults) &&
	       document_check_step(doc, SIZE_MAX);
}
