#include <config.h>

#include "core/target.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/memory.h"
#include "core/pattern.h"
#include "core/text.h"

/* The words of targets.csv that this file knows by name: groups of a pattern,
   and the list of unit words. */
#define GROUP_NUMBER "数"
#define GROUP_NUMBER2 "数二"
#define GROUP_UNIT "单位"
#define LIST_UNITS "单位词"

static const char *const from_groups[] = { "年", "月", "日" };
static const char *const to_groups[] = { "年二", "月二", "日二" };

struct word {
	const char *text;
	size_t len;
	const char *read_as;
	enum target_relation relation;
};

/* 词: longest first, so that no word hides a longer one. */
struct word_list {
	const char *name;
	struct word *words;
	size_t n, cap;
	bool relates; /* some word reads as a relation */
};

/* 段, its own braces expanded. */
struct part {
	const char *name, *pattern;
};

struct row {
	enum target_kind kind;
	struct pattern *pattern;
};

struct target_set {
	struct arena arena;
	struct word_list *lists;
	size_t n_lists, cap_lists;
	struct part *parts;
	size_t n_parts, cap_parts;
	struct row *rows;
	size_t n_rows, cap_rows;
	struct bytes folded; /* the value being read */
};

static const char *const kind_names[TARGET_KINDS] = {
	[TARGET_BLANK] = "空白",       [TARGET_QUANTITY] = "数量",
	[TARGET_RANGE] = "区间",       [TARGET_CHANGE] = "变化",
	[TARGET_DATE] = "日期",	       [TARGET_PERIOD] = "期间",
	[TARGET_WORDS] = "文字",       [TARGET_YESNO] = "是否",
	[TARGET_PLACEHOLDER] = "模板", [TARGET_UNREADABLE] = "不明",
};

static const char *const relation_signs[] = {
	[RELATION_NONE] = "", [RELATION_GE] = "≥", [RELATION_LE] = "≤",
	[RELATION_GT] = ">",  [RELATION_LT] = "<", [RELATION_EQ] = "=",
};

const char *target_kind_name(enum target_kind kind)
{
	return kind_names[kind];
}

const char *target_relation_sign(enum target_relation relation)
{
	return relation_signs[relation];
}

/* 等于 is how = is written where a spreadsheet would run it. */
static enum target_relation relation_of(const char *s)
{
	if (!strcmp(s, "等于"))
		return RELATION_EQ;
	for (int i = RELATION_GE; i <= RELATION_EQ; i++)
		if (!strcmp(s, relation_signs[i]))
			return (enum target_relation)i;
	return RELATION_NONE;
}

struct target_set *target_set_new(void)
{
	struct target_set *set = memory_alloc(sizeof *set);

	arena_init(&set->arena);
	bytes_init(&set->folded);
	return set;
}

void target_set_free(struct target_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->n_lists; i++)
		free(set->lists[i].words);
	for (size_t i = 0; i < set->n_rows; i++)
		pattern_free(set->rows[i].pattern);
	free(set->lists);
	free(set->parts);
	free(set->rows);
	bytes_release(&set->folded);
	arena_release(&set->arena);
	free(set);
}

/* Words and parts. */

static struct word_list *find_list(const struct target_set *set,
				   const char *name, size_t n)
{
	for (size_t i = 0; i < set->n_lists; i++)
		if (!strncmp(set->lists[i].name, name, n) &&
		    !set->lists[i].name[n])
			return &set->lists[i];
	return NULL;
}

static const struct part *find_part(const struct target_set *set,
				    const char *name, size_t n)
{
	for (size_t i = 0; i < set->n_parts; i++)
		if (!strncmp(set->parts[i].name, name, n) &&
		    !set->parts[i].name[n])
			return &set->parts[i];
	return NULL;
}

static void add_word(struct target_set *set, struct word_list *list,
		     const char *s, size_t n, const char *read_as)
{
	list->words = memory_grow(list->words, &list->cap, list->n + 1,
				  sizeof *list->words);
	size_t at = list->n++;

	for (; at > 0 && list->words[at - 1].len < n; at--)
		list->words[at] = list->words[at - 1];
	list->words[at] = (struct word){
		.text = arena_copy(&set->arena, s, n),
		.len = n,
		.read_as = arena_copy(&set->arena, read_as, strlen(read_as)),
		.relation = relation_of(read_as),
	};
	list->relates |= list->words[at].relation != RELATION_NONE;
}

static void add_words(struct target_set *set, const char *name,
		      const char *words, const char *read_as)
{
	struct word_list *list = find_list(set, name, strlen(name));

	if (!list) {
		set->lists = memory_grow(set->lists, &set->cap_lists,
					 set->n_lists + 1, sizeof *set->lists);
		list = &set->lists[set->n_lists++];
		*list = (struct word_list){
			.name = arena_copy(&set->arena, name, strlen(name)),
		};
	}
	while (*words) {
		size_t n = strcspn(words, "|");

		if (n)
			add_word(set, list, words, n, read_as);
		words += n + (words[n] == '|');
	}
}

/* (?<关系>不低于|>=|…), every sign escaped. */
static void expand_list(struct bytes *out, const struct word_list *list)
{
	bytes_printf(out, "(?<%s>", list->name);
	for (size_t i = 0; i < list->n; i++) {
		if (i)
			bytes_add_char(out, '|');
		for (const char *s = list->words[i].text; *s; s++) {
			if (strchr(".^$*+?()[]{}|\\/-#", *s))
				bytes_add_char(out, '\\');
			bytes_add_char(out, *s);
		}
	}
	bytes_add_char(out, ')');
}

/* The length of {汉字…}, or 0: {2,} is a quantifier. */
static size_t brace_len(const char *s)
{
	uint32_t code;

	if (*s != '{' || !text_decode(s + 1, strlen(s + 1), &code) ||
	    !text_is_han(code))
		return 0;
	const char *end = strchr(s, '}');

	return end ? (size_t)(end - s) + 1 : 0;
}

/* The next character or {汉字…}; its length in the source, 0 if no row before
   defines that. */
static size_t expand_next(const struct target_set *set, const char *s,
			  struct bytes *out)
{
	size_t n = brace_len(s);
	const struct word_list *list = n ? find_list(set, s + 1, n - 2) : NULL;
	const struct part *part = n ? find_part(set, s + 1, n - 2) : NULL;

	if (!n)
		bytes_add_char(out, *s);
	else if (list)
		expand_list(out, list);
	else if (part)
		bytes_add_str(out, part->pattern);
	else
		return 0;
	return n ? n : 1;
}

static bool expand(const struct target_set *set, const char *source,
		   struct bytes *out, struct failure *f)
{
	size_t len;

	for (const char *s = source; *s; s += len) {
		len = expand_next(set, s, out);
		if (len)
			continue;
		failure_set(f, FAILURE_DEF_UNKNOWN, NULL, 0);
		failure_at(f, source, (size_t)(s + 1 - source));
		failure_value(f, s + 1, brace_len(s) - 2);
		return false;
	}
	return true;
}

/* The byte of the row's own text that byte `at` of its expansion comes from. */
static size_t own_offset(const struct target_set *set, const char *source,
			 size_t at)
{
	struct bytes piece = BYTES_INIT;
	const char *s = source;

	while (*s) {
		bytes_clear(&piece);
		size_t len = expand_next(set, s, &piece);

		if (at < piece.len)
			break;
		at -= piece.len;
		s += len;
	}
	bytes_release(&piece);
	return (size_t)(s - source);
}

/* Rows. */

/* Told where it stands in the row's own text: nobody sees the expanded one. */
static void refuse_pattern(const struct target_set *set, const char *own,
			   size_t at, const struct bytes *error,
			   struct failure *f)
{
	bool wide = !error->len;

	at = own_offset(set, own, at);
	failure_set(f, wide ? FAILURE_DEF_PATTERN_WIDE : FAILURE_DEF_PATTERN,
		    NULL, 0);
	failure_at(f, own, at);
	if (!own[at])
		at = 0;
	failure_value(f, own + at, wide ? strlen("（") : strlen(own + at));
	failure_detail(f, "%s", error->data);
}

static bool add_row(struct target_set *set, enum target_kind kind,
		    const char *own, const struct bytes *source,
		    struct failure *f)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	struct pattern *pattern =
		pattern_new(source->data, source->len, &error, &at);

	if (pattern) {
		set->rows = memory_grow(set->rows, &set->cap_rows,
					set->n_rows + 1, sizeof *set->rows);
		set->rows[set->n_rows++] = (struct row){ kind, pattern };
	} else {
		refuse_pattern(set, own, at, &error, f);
	}
	bytes_release(&error);
	return pattern;
}

/* Parts are tried at once, so that a fault is told where it stands. */
static bool add_part(struct target_set *set, const char *name, const char *own,
		     const struct bytes *source, struct failure *f)
{
	if (!add_row(set, TARGET_UNREADABLE, own, source, f))
		return false;
	pattern_free(set->rows[--set->n_rows].pattern);
	set->parts = memory_grow(set->parts, &set->cap_parts, set->n_parts + 1,
				 sizeof *set->parts);
	set->parts[set->n_parts++] = (struct part){
		.name = arena_copy(&set->arena, name, strlen(name)),
		.pattern = arena_copy(&set->arena, source->data, source->len),
	};
	return true;
}

static bool add_expanded(struct target_set *set, const char *name,
			 const char *kind, const char *own,
			 const struct bytes *source, struct failure *f)
{
	if (!strcmp(kind, "段"))
		return add_part(set, name, own, source, f);
	for (int i = TARGET_QUANTITY; i < TARGET_KINDS; i++)
		if (!strcmp(kind, kind_names[i]))
			return add_row(set, (enum target_kind)i, own, source,
				       f);
	failure_set(f, FAILURE_DEF_VALUE, NULL, 0);
	failure_value(f, kind, strlen(kind));
	failure_detail(f, "词 段 数量 区间 变化 日期 期间 文字 是否 模板 不明");
	return false;
}

bool target_set_add(struct target_set *set, const char *name, const char *kind,
		    const char *pattern, const char *read_as, struct failure *f)
{
	struct bytes source = BYTES_INIT;

	if (!strcmp(kind, "词")) {
		add_words(set, name, pattern, read_as);
		return true;
	}
	bool ok = expand(set, pattern, &source, f) &&
		  add_expanded(set, name, kind, pattern, &source, f);

	bytes_release(&source);
	return ok;
}

int target_set_last_row(const struct target_set *set)
{
	return (int)set->n_rows - 1;
}

/* Folds and trims; false if nothing is left. */
static bool fold(struct target_set *set, const char **s, size_t *n)
{
	bytes_clear(&set->folded);
	text_fold(&set->folded, *s, *n, FOLD_WIDTH);
	*s = set->folded.data;
	*n = set->folded.len;
	text_trim(s, n);
	return *n;
}

static int match_row(const struct target_set *set, const char *s, size_t n)
{
	for (size_t i = 0; i < set->n_rows; i++)
		if (pattern_match(set->rows[i].pattern, s, n))
			return (int)i;
	return -1;
}

int target_set_row(struct target_set *set, const char *s, size_t n)
{
	return fold(set, &s, &n) ? match_row(set, s, n) : -1;
}

/* Reading. */

static const struct word *find_word(const struct word_list *list, const char *s,
				    size_t n)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (list->words[i].len == n &&
		    !memcmp(list->words[i].text, s, n))
			return &list->words[i];
	return NULL;
}

static void read_relation(const struct target_set *set, const struct pattern *p,
			  struct target_reading *out)
{
	const char *s;
	size_t n;

	for (size_t i = 0; i < set->n_lists && !out->relation; i++) {
		const struct word_list *list = &set->lists[i];

		if (!list->relates || !pattern_group(p, list->name, &s, &n))
			continue;
		const struct word *word = find_word(list, s, n);

		if (!word)
			continue;
		out->relation = word->relation;
		out->relation_is_sign =
			relation_of(word->text) == word->relation;
	}
}

static bool read_number(const struct pattern *p, const char *group,
			int64_t *out)
{
	const char *s;
	size_t n;

	return pattern_group(p, group, &s, &n) &&
	       amount_parse(s, n, out) == AMOUNT_OK;
}

static void copy_unit(const struct target_set *set, const char *s, size_t n,
		      char unit[64])
{
	const struct word *word =
		find_word(find_list(set, LIST_UNITS, strlen(LIST_UNITS)), s, n);
	uint32_t code;
	size_t len = 0, next;

	if (word && *word->read_as) {
		s = word->read_as;
		n = strlen(s);
	}
	while (len < n && (next = text_decode(s + len, n - len, &code)) &&
	       len + next < 64)
		len += next;
	memcpy(unit, s, len);
	unit[len] = '\0';
}

static void read_date(const struct pattern *p, const char *const groups[3],
		      struct target_date *date)
{
	int *const parts[] = { &date->year, &date->month, &date->day };
	const char *s;
	size_t n;

	for (int i = 0; i < 3; i++) {
		if (!pattern_group(p, groups[i], &s, &n))
			continue;
		*parts[i] = 0;
		for (; n && *s >= '0' && *s <= '9'; s++, n--)
			*parts[i] = *parts[i] * 10 + (*s - '0');
	}
}

static bool is_impossible(const struct target_date *d)
{
	static const int days[] = { 31, 31, 29, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap = !d->year || (d->year % 4 == 0 && d->year % 100 != 0) ||
		    d->year % 400 == 0;

	if (d->month < 0 || d->month > 12)
		return true;
	return d->day > days[d->month] - (d->month == 2 && !leap);
}

/* A deadline has an end only; a period without a second date is one year or
   month from beginning to end. */
static void read_dates(const struct pattern *p, struct target_reading *out)
{
	const struct target_date unsaid = { 0 };

	if (out->kind == TARGET_DATE) {
		read_date(p, from_groups, &out->to);
	} else {
		read_date(p, from_groups, &out->from);
		read_date(p, to_groups, &out->to);
		if (!memcmp(&out->to, &unsaid, sizeof unsaid))
			out->to = out->from;
		else if (!out->to.year)
			out->to.year = out->from.year;
	}
	out->date_impossible =
		is_impossible(&out->from) || is_impossible(&out->to);
}

void target_read(struct target_set *set, const char *s, size_t n,
		 struct target_reading *out)
{
	*out = (struct target_reading){ .kind = TARGET_BLANK };
	if (!fold(set, &s, &n))
		return;
	int row = match_row(set, s, n);

	out->kind = row < 0 ? TARGET_UNREADABLE : set->rows[row].kind;
	if (out->kind == TARGET_UNREADABLE)
		return;
	const struct pattern *p = set->rows[row].pattern;

	read_relation(set, p, out);
	out->has_number = read_number(p, GROUP_NUMBER, &out->number);
	out->has_number2 = read_number(p, GROUP_NUMBER2, &out->number2);
	if (pattern_group(p, GROUP_UNIT, &s, &n))
		copy_unit(set, s, n, out->unit);
	if (out->kind == TARGET_DATE || out->kind == TARGET_PERIOD)
		read_dates(p, out);
}

/* Units in names. */

/* The span inside the brackets that end a name: 覆盖人群(万人). */
static bool bracketed(const char **s, size_t *n)
{
	if (!*n || (*s)[*n - 1] != ')')
		return false;
	for (size_t i = *n - 1; i > 0; i--)
		if ((*s)[i - 1] == '(') {
			*s += i;
			*n -= i + 1;
			return true;
		}
	return false;
}

/* 元/人 begins with a unit word, then a stroke. */
static bool is_unit(const struct word_list *list, const char *s, size_t n)
{
	const char *stroke = memchr(s, '/', n);

	return find_word(list, s, stroke ? (size_t)(stroke - s) : n);
}

bool target_unit_in_name(struct target_set *set, const char *name, size_t n,
			 char unit[64])
{
	const struct word_list *list =
		find_list(set, LIST_UNITS, strlen(LIST_UNITS));

	if (!list || !fold(set, &name, &n))
		return false;
	if (bracketed(&name, &n)) {
		if (!is_unit(list, name, n))
			return false;
		copy_unit(set, name, n, unit);
		return true;
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct word *w = &list->words[i];

		if (w->len >= n || memcmp(name + n - w->len, w->text, w->len))
			continue;
		copy_unit(set, w->text, w->len, unit);
		return true;
	}
	return false;
}
