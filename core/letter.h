/*
 * letter: what a department gets back about its form (退回意见书): all open
 * problems, each once, then the reviewers' opinions and remarks, and apart from
 * them what was accepted with a reason. As text, 80 columns wide, or as a page
 * for printing on A4. The same form, review and date give the same bytes.
 *
 * Problems of one rule stand together as one numbered item of several places.
 * The form's own words are those of its definition; all others are handed in.
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/document.h"
#include "core/review.h"
#include "core/review_remark.h"

enum letter_section {
	LETTER_ERRORS,
	LETTER_WARNINGS,
	LETTER_HINTS,
	LETTER_OPINIONS,
	LETTER_REMARKS,
	LETTER_ACCEPTED, /* not numbered: nothing is to be done */
	LETTER_SECTIONS
};

/* One place of an item. */
struct letter_part {
	const struct finding *finding;	/* of the first three sections, and of
					   the last */
	const struct review_note *note; /* of the others */
	struct place place;		/* PLACE_NONE: the form as a whole */
	enum remark_standing standing;	/* LETTER_REMARKS */
	const char *reason;		/* LETTER_ACCEPTED */
};

/* Parts of one rule, opinion and basis; or one part. */
struct letter_item {
	enum letter_section section;
	size_t number;	 /* from 1; 0 = none */
	size_t first, n; /* of the parts */
};

struct letter {
	const struct document *doc;
	const struct review *review;
	struct letter_part *parts;
	size_t n_parts, cap_parts;
	struct letter_item *items; /* by section */
	size_t n_items, cap_items;
	size_t n_in[LETTER_SECTIONS]; /* parts */
};

/* Words before a colon. */
enum letter_label {
	LETTER_VALUE,	   /* what stands there */
	LETTER_VALUE_THEN, /* … stood there */
	LETTER_PROBLEM,
	LETTER_MEND,
	LETTER_OPINION,
	LETTER_RULE,
	LETTER_BASIS,
	LETTER_REMARK,
	LETTER_REASON,
	LETTER_LABELS
};

/* Headings on a page. */
enum letter_column {
	LETTER_COLUMN_NUMBER,
	LETTER_COLUMN_PLACE,
	LETTER_COLUMN_VALUE,
	LETTER_COLUMN_VALUE_THEN,
	LETTER_COLUMN_PROBLEM,
	LETTER_COLUMN_REMARK,
	LETTER_COLUMN_OPINION,
	LETTER_COLUMNS
};

/* What is said; borrowed. The functions add to `out` what is safe to show. */
struct letter_words {
	const char *language; /* "zh-CN", for html */
	const char *titles[REVIEW_STATES];
	const char *columns[LETTER_COLUMNS];
	const char *labels[LETTER_LABELS]; /* with colon */
	const char *blank;		   /* of a cell without a text */
	const char *colon;   /* between an opinion and its words */
	const char *between; /* … two ways to mend it */
	/* Lines, each a paragraph: the addressee, then what it is about. */
	void (*opening)(const struct letter *, struct bytes *out);
	/* 一、必须改正的（错误 2 处）; `ordinal` from 0 */
	void (*heading)(const struct letter *, enum letter_section, int ordinal,
			struct bytes *out);
	/* 同一类问题，共 3 处 */
	void (*group)(size_t n, struct bytes *out);
	/* 绩效指标：指标值，第 5 行（科普活动场次） */
	void (*place)(const struct letter *, const struct letter_part *,
		      struct bytes *out);
	void (*finding)(const struct document *, const struct finding *,
			struct bytes *out);
	/* One way to mend it; of a long text only what changes. */
	void (*mend)(const struct document *, const struct finding *,
		     const struct mend *, struct bytes *out);
	/* （李四，2026-11-26） */
	void (*hand)(const struct review_hand *, struct bytes *out);
	/* What has become of a remark's cell; nothing if it holds. */
	void (*standing)(enum remark_standing, struct bytes *out);
	/* Lines at the end: who, and when. */
	void (*closing)(const struct letter *, const struct review_hand *date,
			struct bytes *out);
};

enum letter_format { LETTER_TEXT, LETTER_HTML };

struct letter_how {
	enum letter_format format;
	const struct letter_words *words;
	struct review_hand date; /* of the letter; its reviewer is no matter */
};

/* One letter. The document is checked; what is accepted of it is known. */
void letter_write(const struct letter_how *, const struct document *,
		  const struct review *, struct bytes *out);

/* The same in parts, for several letters: the beginning, the letters with what
   stands between two of them, the end. `title`: what the page is called. */
void letter_begin(const struct letter_how *, const char *title,
		  struct bytes *out);
void letter_add(const struct letter_how *, const struct document *,
		const struct review *, struct bytes *out);
void letter_between(const struct letter_how *, struct bytes *out);
void letter_end(const struct letter_how *, struct bytes *out);
/* Adds what a page with this letter is called. */
void letter_print_title(const struct letter_how *, const struct document *,
			const struct review *, struct bytes *out);

/* Where a letter is kept: FORM.csv.letter.txt or .html. Owned by the caller. */
char *letter_path(const char *form_path, enum letter_format);

#endif
