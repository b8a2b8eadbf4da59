/*
 * target: reads a 指标值 (target value) by the patterns of targets.csv.
 *
 * The reading stands beside the user's text and never replaces it. What could
 * be read two ways is unreadable, never a guess.
 *
 * What the patterns can say, by the names of their groups: 数 数二 a number, in
 * digits or Chinese numerals, 中 the middle that 数 reaches to both sides of
 * (22±2); 单位 its unit, 每 the rest of that where words stand between
 * (2次以上/年); 年 月 日 and 年二 月二 日二 a date and a second one, which
 * 次年 puts a year later. A word of a 词 list may read as a relation (≥ ≤ > <
 * 等于) or as months (4..6). The words of 单位词 are known units; those of 性质
 * are cells that say nothing about the value (定性). The words of 同类单位 are
 * units of the kind that they read as.
 */
#ifndef CORE_TARGET_H
#define CORE_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/bytes.h"
#include "core/failure.h"

enum target_kind {
	TARGET_BLANK,	    /* nothing, or blanks */
	TARGET_QUANTITY,    /* 数量 */
	TARGET_RANGE,	    /* 区间 */
	TARGET_CHANGE,	    /* 变化 */
	TARGET_DATE,	    /* 日期 */
	TARGET_PERIOD,	    /* 期间 */
	TARGET_WORDS,	    /* 文字 */
	TARGET_YESNO,	    /* 是否 */
	TARGET_PLACEHOLDER, /* 模板 */
	TARGET_UNREADABLE,  /* 不明 */
	TARGET_KINDS
};

enum target_relation {
	RELATION_NONE,
	RELATION_GE, /* ≥ */
	RELATION_LE, /* ≤ */
	RELATION_GT, /* > */
	RELATION_LT, /* < */
	RELATION_EQ, /* = */
};

struct target_date {
	int year, month,
		day; /* 0 = not said; a day alone is one of any month */
};

/* Small: a large form has thousands. */
struct target_reading {
	enum target_kind kind : 8;
	/* of quantity, change, placeholder */
	enum target_relation relation : 8;
	bool relation_is_usual; /* as a form should write it: ≥ ≤ > < = 等于 */
	bool has_number, has_number2;
	bool date_impossible;	 /* 2月30日, as written in from and to */
	int64_t number, number2; /* millionths (core/amount.h) */
	char unit[64];		 /* "" = none; cut at a character */
	/* A date has `to` only: by then. A period has both. */
	struct target_date from, to;
	const char *row; /* the name of the row that reads it; "" = none.
				 Borrowed from the set. */
};

struct pattern;
struct target_set;

/*
 * Takes targets.csv row by row: name, class (类别), pattern (写法), read as
 * (读作). Words and parts (词, 段) only from rows
 * before. False with the fault in *f; `at` counts in the pattern as the row has
 * it, before its braces are expanded.
 */
struct target_set *target_set_new(void);
void target_set_free(struct target_set *);
bool target_set_add(struct target_set *, const char *name, const char *kind,
		    const char *pattern, const char *read_as,
		    struct failure *f);
/* A pattern of the rules', in which {汉字} stands for words and parts likewise.
   NULL with the fault in *f, `at` in the source. */
struct pattern *target_pattern(const struct target_set *, const char *source,
			       struct failure *f);
/* No row is added any more, nor a pattern asked for. */
void target_set_settle(struct target_set *);
/* The row (0 = first added reading row) that reads `s`; -1 if none. */
int target_set_row(struct target_set *, const char *s, size_t n);
/* The row at which the last reading reached its limit (core/pattern.h), which
   makes the value unreadable; -1 if none did. */
int target_set_gave_up(const struct target_set *);

/*
 * Joins the value's cells (>= | 98 | %), folds a copy, drops its blanks and
 * the stop that a sentence or a list ends with; the first pattern that matches
 * reads it. Unreadable as well: bytes that are not UTF-8, relations that
 * contradict each other, numbers beyond core/amount.h. A range with one number
 * reaches as far below zero (±5%).
 */
void target_read(struct target_set *, const char *s, size_t n,
		 struct target_reading *);

/* Adds the value with the sign that a form should write, where another stands
   at an end of it: 不少于3册 → ≥3册, 95%以上 → ≥95%; 等于 for =. Nothing if
   that can't be told from the text. */
void target_usual_way(struct target_set *, const char *s, size_t n,
		      struct bytes *out);
/* A unit word in an indicator's name: 覆盖人群(万人) → 万人, 活动场次 → 场次 (a
   name ending in a known unit word), 培训人数 → 人. A word of 量词 only in
   brackets and before 数: 图书(册), 发放册数. False if there is none. */
bool target_unit_in_name(struct target_set *, const char *name, size_t n,
			 char unit[64]);
/* Adds a pattern that every such name matches, folded. */
void target_unit_pattern(const struct target_set *, struct bytes *out);
/* Could both count the same? False only if they are known to be of two kinds:
   元 and %, but not 元 and 亿元, nor what a clerk made up. */
bool target_units_agree(const struct target_set *, const char *a,
			const char *b);

/* The i-th word of 单位词 that is one, short ones first, then of 量词; *kind
   gets its kind by 同类单位, "" where it has none. NULL beyond. */
const char *target_unit(const struct target_set *, size_t i, const char **kind);

/* A period that ends before it begins. */
bool target_ends_first(const struct target_reading *);
/* The day that a spreadsheet means by a number; false outside 2000 … 2099. */
bool target_date_of_serial(int64_t days, struct target_date *out);

/* Where in its year a date is, a period's end: 630 for 30 June; a month alone
   is its last day, of February the 28th. 0: no month is said. */
int target_month_day(const struct target_reading *);

/* "数量" …, as definitions name it, and "quantity" …, for programs; RELATION as
   "≥" …, "" for none. Static texts. */
const char *target_kind_name(enum target_kind);
const char *target_kind_key(enum target_kind);
const char *target_relation_sign(enum target_relation);
/* As far as it is said, by ISO 8601: 2024, 2024-12, --12, ---10; nothing for no
   date. */
void target_date_print(struct bytes *out, const struct target_date *);

#endif
