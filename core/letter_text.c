/* For mails and printers without a browser: 80 columns, lines broken by the
   Chinese rules, what belongs to an item below its number. */
#include <config.h>
#include "core/letter_parts.h"

#include <string.h>

#include "core/text.h"

enum { WIDTH = 80, PART_COLS = 4 };

struct sheet {
	const struct letter *letter;
	const struct letter_how *how;
	struct bytes *out;
	int w_number;		 /* of items, with the blank behind */
	struct bytes said;	 /* scratch */
	struct text_lines lines; /* scratch */
};

static void add_blanks(struct bytes *out, int n)
{
	bytes_printf(out, "%*s", n, "");
}

/* Blanks at a break hang, which nobody sees. */
static void add_line(struct bytes *out, const char *s, size_t n)
{
	while (n > 0 && s[n - 1] == ' ')
		n--;
	bytes_add(out, s, n);
	bytes_add_char(out, '\n');
}

/* A text behind a label, its further lines below its first one. */
static void put(struct sheet *sheet, int w_indent, const char *label,
		const char *text)
{
	int w_label = text_cols(label, strlen(label));

	text_lines_wrap(&sheet->lines, text, strlen(text),
			WIDTH - w_indent - w_label);
	for (size_t i = 0; i < sheet->lines.n; i++) {
		const struct text_line *line = &sheet->lines.items[i];

		add_blanks(sheet->out, i ? w_indent + w_label : w_indent);
		bytes_add_str(sheet->out, i ? "" : label);
		add_line(sheet->out, text + line->start, line->len);
	}
}

/* What was gathered, if anything was. */
static void put_said(struct sheet *sheet, int w_indent, enum letter_label label)
{
	if (sheet->said.len > 0)
		put(sheet, w_indent, sheet->how->words->labels[label],
		    sheet->said.data);
	bytes_clear(&sheet->said);
}

/* ---- an item ---- */

/* 1.  or (1) , as wide as all of them. */
static void put_numbered(struct sheet *sheet, int w_indent, int w_cols,
			 const char *number)
{
	struct bytes label = BYTES_INIT;

	bytes_printf(&label, "%-*s", w_cols, number);
	put(sheet, w_indent, label.data, sheet->said.data);
	bytes_clear(&sheet->said);
	bytes_release(&label);
}

static void say(struct sheet *sheet, const struct letter_part *part)
{
	letter_said(sheet->letter, sheet->how, part, &sheet->said);
	if (part->note)
		sheet->how->words->hand(&part->note->hand, &sheet->said);
}

static void put_part(struct sheet *sheet, int w_indent,
		     const struct letter_item *item,
		     const struct letter_part *part)
{
	const struct letter_how *how = sheet->how;
	bool is_remark = item->section == LETTER_REMARKS;

	letter_value_then(how, part, &sheet->said);
	put_said(sheet, w_indent, LETTER_VALUE_THEN);
	letter_value(sheet->letter, how, part, &sheet->said);
	put_said(sheet, w_indent, LETTER_VALUE);
	say(sheet, part);
	put_said(sheet, w_indent, is_remark ? LETTER_REMARK : LETTER_PROBLEM);
	if (part->reason) {
		text_show_str(&sheet->said, part->reason, -1);
		put_said(sheet, w_indent, LETTER_REASON);
		return;
	}
	letter_mends(sheet->letter, how, part, &sheet->said);
	put_said(sheet, w_indent, LETTER_MEND);
}

static void add_labelled(struct sheet *sheet, enum letter_label label,
			 const char *text)
{
	if (!*text)
		return;
	if (sheet->said.len > 0)
		bytes_add_str(&sheet->said, "  ");
	bytes_add_str(&sheet->said, sheet->how->words->labels[label]);
	text_show_str(&sheet->said, text, -1);
}

/* What its parts have in common. */
static void put_rule(struct sheet *sheet, int w_indent, const struct rule *rule)
{
	add_labelled(sheet, LETTER_OPINION, rule->opinion);
	add_labelled(sheet, LETTER_BASIS, rule->basis);
	add_labelled(sheet, LETTER_RULE, rule->id);
	put(sheet, w_indent, "", sheet->said.data);
	bytes_clear(&sheet->said);
}

static void put_several(struct sheet *sheet, const struct letter_item *item)
{
	const struct letter_words *words = sheet->how->words;

	for (size_t i = 0; i < item->n; i++) {
		const struct letter_part *part =
			&sheet->letter->parts[item->first + i];
		struct bytes number = BYTES_INIT;

		bytes_printf(&number, "(%zu) ", i + 1);
		words->place(sheet->letter, part, &sheet->said);
		put_numbered(sheet, sheet->w_number, PART_COLS, number.data);
		bytes_release(&number);
		put_part(sheet, sheet->w_number + PART_COLS, item, part);
	}
}

static void put_item(struct sheet *sheet, const struct letter_item *item)
{
	const struct letter_part *part = &sheet->letter->parts[item->first];
	struct bytes number = BYTES_INIT;

	if (item->number)
		bytes_printf(&number, "%zu. ", item->number);
	else
		bytes_add_str(&number, "- ");
	if (item->section == LETTER_OPINIONS)
		say(sheet, part);
	else if (item->n > 1)
		sheet->how->words->group(item->n, &sheet->said);
	else
		sheet->how->words->place(sheet->letter, part, &sheet->said);
	put_numbered(sheet, 0, sheet->w_number, number.data);
	bytes_release(&number);
	if (item->section <= LETTER_HINTS && item->n > 1)
		put_rule(sheet, sheet->w_number, part->finding->rule);
	if (item->n > 1)
		put_several(sheet, item);
	else if (item->section != LETTER_OPINIONS)
		put_part(sheet, sheet->w_number, item, part);
	if (part->finding && item->n == 1)
		put_rule(sheet, sheet->w_number, part->finding->rule);
}

/* ---- the letter ---- */

/* Each line is a paragraph. */
static void put_paragraphs(struct sheet *sheet, const char *text)
{
	text_lines_wrap(&sheet->lines, text, strlen(text), WIDTH);
	for (size_t i = 0; i < sheet->lines.n; i++)
		add_line(sheet->out, text + sheet->lines.items[i].start,
			 sheet->lines.items[i].len);
}

static void put_title(struct sheet *sheet)
{
	const char *title = letter_title(sheet->letter, sheet->how);
	int w_cols = text_cols(title, strlen(title));

	add_blanks(sheet->out, w_cols < WIDTH ? (WIDTH - w_cols) / 2 : 0);
	bytes_add_str(sheet->out, title);
	bytes_add_str(sheet->out, "\n\n");
}

/* Its longest line ends where the page does. */
static void put_closing(struct sheet *sheet)
{
	int widest = 0;

	sheet->how->words->closing(sheet->letter, &sheet->how->date,
				   &sheet->said);
	text_lines_wrap(&sheet->lines, sheet->said.data, sheet->said.len,
			WIDTH / 2);
	for (size_t i = 0; i < sheet->lines.n; i++) {
		const struct text_line *line = &sheet->lines.items[i];
		int w_cols =
			text_cols(sheet->said.data + line->start, line->len);

		if (w_cols > widest)
			widest = w_cols;
	}
	bytes_add_char(sheet->out, '\n');
	for (size_t i = 0; i < sheet->lines.n; i++) {
		const struct text_line *line = &sheet->lines.items[i];

		add_blanks(sheet->out, WIDTH - widest);
		add_line(sheet->out, sheet->said.data + line->start, line->len);
	}
	bytes_clear(&sheet->said);
}

/* Of the largest number, its dot and a blank. */
static int number_cols(size_t n)
{
	int w_cols = 3;

	for (; n > 9; n /= 10)
		w_cols++;
	return w_cols;
}

static void put_heading(struct sheet *sheet, enum letter_section section,
			int ordinal)
{
	bytes_add_char(sheet->out, '\n');
	sheet->how->words->heading(sheet->letter, section, ordinal,
				   &sheet->said);
	put(sheet, 0, "", sheet->said.data);
	bytes_clear(&sheet->said);
	bytes_add_char(sheet->out, '\n');
}

void letter_text_between(struct bytes *out)
{
	bytes_add_char(out, '\n');
	for (int i = 0; i < WIDTH; i++)
		bytes_add_char(out, '=');
	bytes_add_str(out, "\n\n");
}

void letter_text(const struct letter *letter, const struct letter_how *how,
		 struct bytes *out)
{
	struct sheet sheet = { .letter = letter, .how = how, .out = out };
	int ordinal = 0;

	bytes_init(&sheet.said);
	sheet.w_number = number_cols(letter->n_items);
	put_title(&sheet);
	how->words->opening(letter, &sheet.said);
	put_paragraphs(&sheet, sheet.said.data);
	bytes_clear(&sheet.said);
	for (size_t i = 0; i < letter->n_items; i++) {
		const struct letter_item *item = &letter->items[i];

		if (i == 0 || item->section != item[-1].section)
			put_heading(&sheet, item->section, ordinal++);
		put_item(&sheet, item);
	}
	put_closing(&sheet);
	text_lines_release(&sheet.lines);
	bytes_release(&sheet.said);
}
