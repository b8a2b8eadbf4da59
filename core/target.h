/*
 * target: reads a 指标值 (target value) by the patterns of targets.csv.
 *
 * The reading stands beside the user's text and never replaces it.
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
	int year, month, day; /* 0 = not said */
};

struct target_reading {
	enum target_kind kind;
	enum target_relation relation;
	bool relation_is_sign; /* written as the usual sign ≥ ≤ > < = */
	bool has_number, has_number2;
	int64_t number, number2; /* millionths (core/amount.h) */
	char unit[64];		 /* "" = none; cut at a character */
	struct target_date from, to;
	bool date_impossible; /* 2月30日 */
};

struct target_set;

/*
 * Takes targets.csv row by row: name, class (类别), pattern (写法), read as
 * (读作), example, counter-example. Words and parts (词, 段) only from rows
 * before. False with the fault in *f; `at` counts in the pattern as the row has
 * it, before its braces are expanded.
 */
struct target_set *target_set_new(void);
void target_set_free(struct target_set *);
bool target_set_add(struct target_set *, const char *name, const char *kind,
		    const char *pattern, const char *read_as,
		    struct failure *f);
/* The row (0 = first added reading row) that reads `s`; -1 if none. */
int target_set_row(struct target_set *, const char *s, size_t n);
int target_set_last_row(const struct target_set *);

/* Folds and trims a copy, then the first pattern that matches reads it. */
void target_read(struct target_set *, const char *s, size_t n,
		 struct target_reading *);

/* A unit word in an indicator's name: 覆盖人群(万人) → 万人, 活动场次 → 场次 (a name
   ending in a known unit word). False if there is none. */
bool target_unit_in_name(struct target_set *, const char *name, size_t n,
			 char unit[64]);

/* "数量" …; RELATION as "≥" …, "" for none. Static texts. */
const char *target_kind_name(enum target_kind);
const char *target_relation_sign(enum target_relation);

#endif
