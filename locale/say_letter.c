#include <config.h>
#include "locale/say_letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/difference_rows.h"
#include "core/difference_text.h"
#include "core/memory.h"
#include "core/path.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say.h"
#include "locale/say_form.h"

const char *say_review_state(enum review_state state)
{
	static const char *const names[REVIEW_STATES] = {
		[REVIEW_UNREAD] = N_("未看"),
		[REVIEW_READING] = N_("审核中"),
		[REVIEW_RETURNED] = N_("退回"),
		[REVIEW_ACCEPTED] = N_("通过"),
	};

	return say(names[state]);
}

/* ---- the beginning ---- */

static void add_title(const void *of, struct bytes *out)
{
	const struct document *doc = of;
	struct bytes scratch = BYTES_INIT;

	text_show_str(out, layout_text(&doc->record, 0, 0, 0, &scratch), -1);
	bytes_release(&scratch);
}

static void add_file(const void *of, struct bytes *out)
{
	const struct document *doc = of;
	const char *name = path_last(doc->path);

	name_show(out, name, -1);
}

static void add_subject(const void *of, struct bytes *out)
{
	text_show_str(out, document_name(of), -1);
}

static const struct say_part form_parts[] = {
	{ "name", add_subject },
	{ "title", add_title },
	{ "file", add_file },
	{ NULL, NULL },
};

static size_t n_problems(const struct letter *letter)
{
	return letter->n_in[LETTER_ERRORS] + letter->n_in[LETTER_WARNINGS] +
	       letter->n_in[LETTER_HINTS];
}

static size_t n_notes(const struct letter *letter)
{
	return letter->n_in[LETTER_OPINIONS] + letter->n_in[LETTER_REMARKS];
}

static void say_counts(const struct letter *letter, struct bytes *out)
{
	if (n_problems(letter) > 0)
		bytes_printf(out,
			     _("自动检查发现问题 %zu 处：错误 %zu 处、警告 "
			       "%zu 处、提示 %zu 处。"),
			     n_problems(letter), letter->n_in[LETTER_ERRORS],
			     letter->n_in[LETTER_WARNINGS],
			     letter->n_in[LETTER_HINTS]);
	else
		bytes_add_str(out, _("自动检查没有发现问题。"));
	if (n_notes(letter) > 0)
		bytes_printf(out, _("审核人的意见和批注 %zu 条。"),
			     n_notes(letter));
}

/* What is asked for, if anything is. */
static const char *request(const struct letter *letter)
{
	bool is_asked = letter->review->state == REVIEW_RETURNED ||
			letter->n_in[LETTER_ERRORS] > 0 ||
			letter->n_in[LETTER_WARNINGS] > 0 ||
			n_notes(letter) > 0;

	if (letter->review->state == REVIEW_ACCEPTED)
		return n_problems(letter) + n_notes(letter) > 0
			       ? _("下列各项供以后填报时参考。")
			       : "";
	if (is_asked)
		return _("请修改后重新报送。");
	return letter->n_in[LETTER_HINTS] > 0 ? _("下列各项供参考。") : "";
}

static void add_form(const void *of, struct bytes *out)
{
	const struct document *doc = ((const struct letter *)of)->doc;
	bool is_file = strcmp(doc->path, "-") != 0;
	const char *form =
		is_file ? _("《{title}》（文件 {file}）") : _("《{title}》");

	/* it goes to somebody who may have several */
	if (doc->def->addressee != doc->def->subject)
		form = is_file ? _("《{title}》（{name}，文件 {file}）")
			       : _("《{title}》（{name}）");
	say_expand(form, form_parts, doc, out);
}

static void add_counts(const void *of, struct bytes *out)
{
	say_counts(of, out);
}

static void add_request(const void *of, struct bytes *out)
{
	bytes_add_str(out, request(of));
}

static const struct say_part opening_parts[] = {
	{ "form", add_form },
	{ "counts", add_counts },
	{ "request", add_request },
	{ NULL, NULL },
};

static void say_opening(const struct letter *letter, struct bytes *out)
{
	static const char *const sentences[REVIEW_STATES] = {
		[REVIEW_UNREAD] =
			N_("　　你单位报送的{form}已经收到。{counts}{request}"),
		[REVIEW_READING] =
			N_("　　你单位报送的{form}正在审核，目前的意见如下。"
			   "{counts}{request}"),
		[REVIEW_RETURNED] =
			N_("　　你单位报送的{form}已经审核，现予退回。"
			   "{counts}{request}"),
		[REVIEW_ACCEPTED] =
			N_("　　你单位报送的{form}已经审核，予以通过。"
			   "{counts}{request}"),
	};
	const char *name = document_addressee(letter->doc);

	if (text_is_blank(name))
		bytes_add_str(out, _("填报单位"));
	else
		text_show_str(out, name, -1);
	bytes_add_str(out, _("：\n"));
	say_expand(say(sentences[letter->review->state]), opening_parts, letter,
		   out);
}

static void say_heading(const struct letter *letter,
			enum letter_section section, int ordinal,
			struct bytes *out)
{
	static const char *const ordinals[LETTER_SECTIONS] = {
		N_("一、"), N_("二、"), N_("三、"),
		N_("四、"), N_("五、"), N_("六、"),
	};
	static const char *const headings[LETTER_SECTIONS] = {
		[LETTER_ERRORS] = N_("必须改正的问题（错误，%zu 处）"),
		[LETTER_WARNINGS] =
			N_("请改正或者说明理由的问题（警告，%zu 处）"),
		[LETTER_HINTS] = N_("请参考的问题（提示，%zu 处）"),
		[LETTER_OPINIONS] = N_("审核人的意见（%zu 条）"),
		[LETTER_REMARKS] = N_("审核人的批注（%zu 条）"),
		[LETTER_ACCEPTED] = N_("已经说明理由、不要求修改的（%zu 处）"),
	};

	bytes_add_str(out, say(ordinals[ordinal]));
	bytes_printf(out, say(headings[section]), letter->n_in[section]);
}

/* ---- places ---- */

static void say_row(long row, const char *name, struct bytes *out)
{
	enum { NAME_COLS = 40 };

	bytes_printf(out, _("，第 %ld 行"), row + 1);
	if (text_is_blank(name))
		return;
	bytes_add_str(out, _("（"));
	text_show_str(out, name, NAME_COLS);
	bytes_add_str(out, _("）"));
}

static void say_field_place(const struct definition *def, int field,
			    struct bytes *out)
{
	const struct field *f = &def->fields[field];

	bytes_printf(out, "%s%s%s", say_screen(&def->screens[f->screen]),
		     _("："), say_field(f));
}

/* The name is the value where that is what the place is about. */
static void say_cell_place(const struct document *doc, struct place place,
			   struct bytes *out)
{
	int table = doc->def->fields[place.field].table, name;

	say_field_place(doc->def, place.field, out);
	if (table < 0 || place.row < 0)
		return;
	name = definition_name_column(doc->def, table);
	say_row(place.row,
		name == place.field
			? ""
			: record_get(&doc->record,
				     (struct place){ name, place.row }),
		out);
}

/* A cell that is there no more, as it was called. */
static void say_lost_place(const struct document *doc,
			   const struct review_cell *cell, struct bytes *out)
{
	int field =
		definition_field(doc->def, cell->field, strlen(cell->field));

	if (field >= 0)
		say_field_place(doc->def, field, out);
	else
		text_show_str(out, cell->field, -1);
	if (cell->row >= 0)
		say_row(cell->row, cell->name, out);
}

static void say_place(const struct letter *letter,
		      const struct letter_part *part, struct bytes *out)
{
	size_t line;

	if (part->place.field >= 0) {
		say_cell_place(letter->doc, part->place, out);
		return;
	}
	if (part->note) {
		say_lost_place(letter->doc, &part->note->cell, out);
		return;
	}
	line = document_finding_line(letter->doc, part->finding);
	if (line > 0)
		bytes_printf(out, _("文件第 %zu 行"), line);
	else
		bytes_add_str(out, _("整张表"));
}

/* ---- how to mend it ---- */

enum { LONG_COLS = 60 };

static void say_same(const struct text_parts *parts, size_t i,
		     struct bytes *out)
{
	const struct text_part *part = &parts->items[i];
	size_t head, tail;

	text_part_near(parts, i, &head, &tail);
	text_show(out, part->s, head, -1);
	if (tail > head)
		bytes_add_str(out, "…");
	text_show(out, part->s + tail, part->n - tail, -1);
}

/* 〔歩→步〕; the added text may be NULL, or the removed one. */
static void say_change(const struct text_part *removed,
		       const struct text_part *added, struct bytes *out)
{
	bytes_add_str(out, "〔");
	if (!added)
		bytes_add_str(out, _("删去“"));
	else if (!removed)
		bytes_add_str(out, _("加上“"));
	if (removed)
		text_show(out, removed->s, removed->n, -1);
	if (removed && added)
		bytes_add_str(out, "→");
	if (added)
		text_show(out, added->s, added->n, -1);
	bytes_add_str(out, removed && added ? "〕" : _("”〕"));
}

static void say_changes(const char *old, const char *new, struct bytes *out)
{
	struct text_parts parts = { 0 };

	text_parts_find(&parts, old, new);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];
		const struct text_part *next = part + 1;
		bool is_pair = part->kind == TEXT_REMOVED && i + 1 < parts.n &&
			       next->kind == TEXT_ADDED;

		if (part->kind == TEXT_SAME)
			say_same(&parts, i, out);
		else if (part->kind == TEXT_ADDED)
			say_change(NULL, part, out);
		else
			say_change(part, is_pair ? next : NULL, out);
		i += is_pair;
	}
	text_parts_release(&parts);
}

static void say_letter_mend(const struct document *doc,
			    const struct finding *finding,
			    const struct mend *mend, struct bytes *out)
{
	const struct mend_cell *cell = &mend->cells[0];

	if (mend->n == 1 && place_equal(cell->place, finding->place) &&
	    text_cols(cell->text.data, cell->text.len) > LONG_COLS)
		say_changes(record_get(&doc->record, cell->place),
			    cell->text.data, out);
	else
		say_mend(doc, finding, mend, out);
}

/* ---- reviewers ---- */

static void say_day(const struct review_hand *hand, struct bytes *out)
{
	enum { DAY_CHARS = 10 }; /* 2026-11-26 */
	struct bytes time = BYTES_INIT;

	review_print_time(hand, false, &time);
	bytes_add(out, time.data, DAY_CHARS);
	bytes_release(&time);
}

static void say_hand(const struct review_hand *hand, struct bytes *out)
{
	bytes_add_str(out, _("（"));
	text_show_str(out, hand->reviewer, -1);
	if (*hand->reviewer && hand->time)
		bytes_add_str(out, _("，"));
	if (hand->time)
		say_day(hand, out);
	bytes_add_str(out, _("）"));
}

static void say_standing(enum remark_standing standing, struct bytes *out)
{
	if (standing == REMARK_CHANGED)
		bytes_add_str(out, _("（此后内容已改）"));
	else if (standing == REMARK_GONE)
		bytes_add_str(out, _("（这一行已经没有了）"));
}

/* ---- the end ---- */

struct names {
	const char **items; /* of the review's texts */
	size_t n;
};

static void add_name(struct names *names, const char *name)
{
	if (!*name)
		return;
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->items[i], name) == 0)
			return;
	names->items[names->n++] = name;
}

static void say_reviewers(const struct review *review, struct bytes *out)
{
	struct names names = { 0 };

	names.items = memory_array(review->opinions.n + review->remarks.n + 1,
				   sizeof *names.items);
	add_name(&names, review->by.reviewer);
	for (size_t i = 0; i < review->opinions.n; i++)
		add_name(&names, review->opinions.items[i].hand.reviewer);
	for (size_t i = 0; i < review->remarks.n; i++)
		add_name(&names, review->remarks.items[i].hand.reviewer);
	for (size_t i = 0; i < names.n; i++) {
		bytes_add_str(out, i > 0 ? _("、") : "");
		text_show_str(out, names.items[i], -1);
	}
	if (!names.n) /* for a pen */
		bytes_add_str(out, "____________");
	free(names.items);
}

static void say_closing(const struct letter *letter,
			const struct review_hand *date, struct bytes *out)
{
	int y = 0, m = 0, d = 0;
	struct bytes day = BYTES_INIT;

	bytes_add_str(out, _("审核人："));
	say_reviewers(letter->review, out);
	bytes_add_char(out, '\n');
	say_day(date, &day);
	if (sscanf(day.data, "%d-%d-%d", &y, &m, &d) == 3)
		bytes_printf(out, _("%d年%d月%d日"), y, m, d);
	bytes_release(&day);
}

static void say_group(size_t n, struct bytes *out)
{
	bytes_printf(out, _("同一类问题，共 %zu 处："), n);
}

/* ---- all of it ---- */

static const char *const titles[REVIEW_STATES] = {
	[REVIEW_UNREAD] = N_("审核意见书"),
	[REVIEW_READING] = N_("审核意见书（未定稿）"),
	[REVIEW_RETURNED] = N_("退回意见书"),
	[REVIEW_ACCEPTED] = N_("审核通过意见书"),
};

static const char *const columns[LETTER_COLUMNS] = {
	[LETTER_COLUMN_NUMBER] = N_("序号"),
	[LETTER_COLUMN_PLACE] = N_("位置"),
	[LETTER_COLUMN_VALUE] = N_("现填的内容"),
	[LETTER_COLUMN_VALUE_THEN] = N_("当时的内容"),
	[LETTER_COLUMN_PROBLEM] = N_("问题和建议"),
	[LETTER_COLUMN_REMARK] = N_("批注"),
	[LETTER_COLUMN_OPINION] = N_("意见、依据"),
};

static const char *const labels[LETTER_LABELS] = {
	[LETTER_VALUE] = N_("现填："),	 [LETTER_VALUE_THEN] = N_("当时："),
	[LETTER_PROBLEM] = N_("问题："), [LETTER_MEND] = N_("建议改为："),
	[LETTER_OPINION] = N_("意见："), [LETTER_RULE] = N_("规则："),
	[LETTER_BASIS] = N_("依据："),	 [LETTER_REMARK] = N_("批注："),
	[LETTER_REASON] = N_("理由："),
};

const struct letter_words *say_letter(void)
{
	static struct letter_words words = {
		.opening = say_opening,
		.heading = say_heading,
		.group = say_group,
		.place = say_place,
		.finding = say_finding,
		.mend = say_letter_mend,
		.hand = say_hand,
		.standing = say_standing,
		.closing = say_closing,
	};

	words.language = say_is_english() ? "en" : "zh-CN";
	words.blank = _("（空）");
	words.colon = _("：");
	words.between = _(" 或 ");
	for (int i = 0; i < REVIEW_STATES; i++)
		words.titles[i] = say(titles[i]);
	for (int i = 0; i < LETTER_COLUMNS; i++)
		words.columns[i] = say(columns[i]);
	for (int i = 0; i < LETTER_LABELS; i++)
		words.labels[i] = say(labels[i]);
	return &words;
}
