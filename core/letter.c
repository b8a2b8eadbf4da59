#include <config.h>
#include "core/letter.h"

#include <stdlib.h>
#include <string.h>

#include "core/acceptance.h"
#include "core/html.h"
#include "core/letter_parts.h"
#include "core/memory.h"
#include "core/sidecar.h"
#include "core/text.h"

/* ---- what is in it ---- */

static void add_part(struct letter *letter, enum letter_section section,
		     const struct letter_part *part)
{
	MEMORY_ADD(letter->parts, letter->n_parts, letter->cap_parts) = *part;
	letter->n_in[section]++;
}

/* Of the parts from `first` on. */
static void add_item(struct letter *letter, enum letter_section section,
		     size_t first)
{
	size_t number = letter->n_items + 1;

	MEMORY_ADD(letter->items, letter->n_items, letter->cap_items) =
		(struct letter_item){
			.section = section,
			.number = section == LETTER_ACCEPTED ? 0 : number,
			.first = first,
			.n = letter->n_parts - first,
		};
}

/* A rule's id may say several things, each with its opinion. */
static bool is_like(const struct finding *a, const struct finding *b)
{
	return strcmp(a->rule->id, b->rule->id) == 0 &&
	       a->rule->severity == b->rule->severity &&
	       strcmp(a->rule->opinion, b->rule->opinion) == 0 &&
	       strcmp(a->rule->basis, b->rule->basis) == 0;
}

/* The findings by what they are like: `next` is the one behind each, or n;
   `first` says that none is before. */
struct chain {
	size_t next;
	bool is_first;
};

/* A form has few rules that fail, and perhaps very many findings. */
static struct chain *chain_findings(const struct finding *findings, size_t n)
{
	struct chain *chains = memory_array(n + 1, sizeof *chains);
	size_t *lasts = NULL, n_lasts = 0, cap = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < n_lasts &&
		       !is_like(&findings[lasts[k]], &findings[i]))
			k++;
		chains[i] = (struct chain){ n, k == n_lasts };
		if (k == n_lasts)
			lasts = memory_grow(lasts, &cap, ++n_lasts,
					    sizeof *lasts);
		else
			chains[lasts[k]].next = i;
		lasts[k] = i;
	}
	free(lasts);
	return chains;
}

/* What is wrong with a table as a whole is found at some row, which is as good
   as any other unless the rule has said which. */
static struct place place_of(const struct letter *letter,
			     const struct finding *f)
{
	bool is_of_table = f->place.field >= 0 &&
			   letter->doc->def->fields[f->place.field].table >= 0;

	if (is_of_table && f->row < 0 && !f->rule->where)
		return (struct place){ f->place.field, -1 };
	return f->place;
}

static void add_findings(struct letter *letter)
{
	static const enum severity severities[] = {
		[LETTER_ERRORS] = SEVERITY_ERROR,
		[LETTER_WARNINGS] = SEVERITY_WARNING,
		[LETTER_HINTS] = SEVERITY_HINT,
	};
	const struct finding *findings;
	size_t n = check_findings(letter->doc->check, &findings);
	struct chain *chains = chain_findings(findings, n);

	for (int s = LETTER_ERRORS; s <= LETTER_HINTS; s++)
		for (size_t i = 0; i < n; i++) {
			size_t first = letter->n_parts;

			if (!chains[i].is_first ||
			    findings[i].rule->severity != severities[s])
				continue;
			for (size_t k = i; k < n; k = chains[k].next)
				add_part(letter, (enum letter_section)s,
					 &(struct letter_part){
						 .finding = &findings[k],
						 .place = place_of(
							 letter, &findings[k]),
					 });
			add_item(letter, (enum letter_section)s, first);
		}
	free(chains);
}

static void add_notes(struct letter *letter, enum letter_section section,
		      const struct review_notes *notes)
{
	struct remark_finder finder;

	remark_finder_init(&finder, &letter->doc->record);
	for (size_t i = 0; i < notes->n; i++) {
		struct letter_part part = {
			.note = &notes->items[i],
			.place = PLACE_NONE,
		};

		if (section == LETTER_REMARKS)
			part.standing = remark_finder_find(&finder, part.note,
							   &part.place);
		add_part(letter, section, &part);
		add_item(letter, section, letter->n_parts - 1);
	}
	remark_finder_release(&finder);
}

static void add_accepted(struct letter *letter)
{
	const struct finding *findings;
	size_t n = check_accepted(letter->doc->check, &findings);
	bool holds;

	for (size_t i = 0; i < n; i++) {
		const struct acceptance *a = check_acceptance(
			letter->doc->check, &findings[i], &holds);

		add_part(letter, LETTER_ACCEPTED,
			 &(struct letter_part){
				 .finding = &findings[i],
				 .place = place_of(letter, &findings[i]),
				 .reason = a ? a->reason : "",
			 });
		add_item(letter, LETTER_ACCEPTED, letter->n_parts - 1);
	}
}

/* ---- what is said of a part ---- */

const char *letter_title(const struct letter *letter,
			 const struct letter_how *how)
{
	return how->words->titles[letter->review->state];
}

/* Long texts are known to whoever wrote them. */
enum { VALUE_COLS = 100, MENDS_MAX = 3 };

static void add_value(const struct letter_how *how, const char *text,
		      struct bytes *out)
{
	if (text_is_blank(text))
		bytes_add_str(out, how->words->blank);
	else
		text_show_str(out, text, VALUE_COLS);
}

/* Of a column as a whole there is none. */
static bool is_cell(const struct letter *letter, struct place place)
{
	return place.field >= 0 &&
	       (letter->doc->def->fields[place.field].table < 0 ||
		place.row >= 0);
}

void letter_value(const struct letter *letter, const struct letter_how *how,
		  const struct letter_part *part, struct bytes *out)
{
	bool says = part->finding || part->standing == REMARK_CHANGED;

	if (says && is_cell(letter, part->place))
		add_value(how, record_get(&letter->doc->record, part->place),
			  out);
}

void letter_value_then(const struct letter_how *how,
		       const struct letter_part *part, struct bytes *out)
{
	if (part->note)
		add_value(how, part->note->cell.value, out);
}

void letter_mends(const struct letter *letter, const struct letter_how *how,
		  const struct letter_part *part, struct bytes *out)
{
	struct mends mends = { 0 };

	if (!part->finding)
		return;
	check_mends(letter->doc->check, part->finding, &mends);
	for (size_t i = 0; i < mends.n && i < MENDS_MAX; i++) {
		if (i > 0)
			bytes_add_str(out, how->words->between);
		how->words->mend(letter->doc, part->finding, &mends.items[i],
				 out);
	}
	mends_release(&mends);
}

void letter_said(const struct letter *letter, const struct letter_how *how,
		 const struct letter_part *part, struct bytes *out)
{
	const struct review_note *note = part->note;

	if (part->finding) {
		how->words->finding(letter->doc, part->finding, out);
		return;
	}
	text_show_str(out, note->opinion, -1);
	if (*note->opinion && *note->text)
		bytes_add_str(out, how->words->colon);
	text_show_str(out, note->text, -1);
	how->words->standing(part->standing, out);
}

/* ---- all of it ---- */

static void letter_init(struct letter *letter, const struct document *doc,
			const struct review *review)
{
	*letter = (struct letter){ .doc = doc, .review = review };
	add_findings(letter);
	add_notes(letter, LETTER_OPINIONS, &review->opinions);
	add_notes(letter, LETTER_REMARKS, &review->remarks);
	add_accepted(letter);
}

static void letter_release(struct letter *letter)
{
	free(letter->parts);
	free(letter->items);
}

void letter_begin(const struct letter_how *how, const char *title,
		  struct bytes *out)
{
	if (how->format == LETTER_HTML)
		letter_html_begin(how, title, out);
}

void letter_add(const struct letter_how *how, const struct document *doc,
		const struct review *review, struct bytes *out)
{
	struct letter letter;

	letter_init(&letter, doc, review);
	if (how->format == LETTER_HTML)
		letter_html(&letter, how, out);
	else
		letter_text(&letter, how, out);
	letter_release(&letter);
}

/* On a page each is an article, which the style tells apart. */
void letter_between(const struct letter_how *how, struct bytes *out)
{
	if (how->format == LETTER_TEXT)
		letter_text_between(out);
}

void letter_end(const struct letter_how *how, struct bytes *out)
{
	if (how->format == LETTER_HTML)
		html_end(out);
}

void letter_print_title(const struct letter_how *how,
			const struct document *doc, const struct review *review,
			struct bytes *out)
{
	bytes_printf(out, "%s %s", how->words->titles[review->state],
		     document_name(doc));
}

void letter_write(const struct letter_how *how, const struct document *doc,
		  const struct review *review, struct bytes *out)
{
	struct bytes title = BYTES_INIT;

	letter_print_title(how, doc, review, &title);
	letter_begin(how, title.data, out);
	letter_add(how, doc, review, out);
	letter_end(how, out);
	bytes_release(&title);
}

char *letter_path(const char *form_path, enum letter_format format)
{
	return sidecar_path(form_path, format == LETTER_HTML
					       ? SIDECAR_LETTER_HTML
					       : SIDECAR_LETTER_TEXT);
}
