#include <config.h>

#include "core/target_set.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"

static const char *const known_names[KNOWN_LISTS] = {
	[LIST_UNITS] = "单位词",
	[LIST_COUNTERS] = "量词",
	[LIST_LABELS] = "性质",
	[LIST_KINDS] = "同类单位",
};

struct target_set *target_set_new(void)
{
	struct target_set *set = memory_alloc(sizeof *set);

	for (int i = 0; i < KNOWN_LISTS; i++)
		set->known[i] = -1;
	arena_init(&set->arena);
	arena_init(&set->of_parts);
	bytes_init(&set->folded);
	bytes_init(&set->joined);
	set->gave_up_row = -1;
	return set;
}

static void row_release(struct row *row)
{
	pattern_free(row->pattern);
	free(row->lists);
}

void target_set_settle(struct target_set *set)
{
	arena_release(&set->of_parts);
	free(set->parts);
	set->parts = NULL;
	set->n_parts = set->cap_parts = 0;
}

void target_set_free(struct target_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->n_lists; i++)
		free(set->lists[i].words);
	for (size_t i = 0; i < set->n_rows; i++)
		row_release(&set->rows[i]);
	free(set->lists);
	free(set->rows);
	bytes_release(&set->folded);
	bytes_release(&set->joined);
	arena_release(&set->arena);
	target_set_settle(set);
	free(set);
}

/* Words. */

static struct word_list *find_list(const struct target_set *set,
				   const char *name, size_t n)
{
	for (size_t i = 0; i < set->n_lists; i++)
		if (!strncmp(set->lists[i].name, name, n) &&
		    !set->lists[i].name[n])
			return &set->lists[i];
	return NULL;
}

const struct word_list *target_list(const struct target_set *set,
				    enum known_list known)
{
	int i = set->known[known];

	return i < 0 ? NULL : &set->lists[i];
}

size_t word_end(const char *s, size_t n)
{
	unsigned char last = (unsigned char)s[n - 1];

	if (last < 0x80 || n < 2)
		return last & 63;
	return (last & 63u) | ((unsigned char)s[n - 2] & 31u) << 6;
}

const struct word *target_word(const struct word_list *list, const char *s,
			       size_t n)
{
	for (size_t i = 0; list && i < list->n; i++)
		if (list->words[i].len == n &&
		    list->words[i].text[n - 1] == s[n - 1] &&
		    !memcmp(list->words[i].text, s, n))
			return &list->words[i];
	return NULL;
}

/* 等于 is how = is written where a spreadsheet would run it. */
static enum target_relation read_as_relation(const char *s)
{
	if (!strcmp(s, "等于"))
		return RELATION_EQ;
	for (int i = RELATION_GE; i <= RELATION_EQ; i++)
		if (!strcmp(s, target_relation_sign((enum target_relation)i)))
			return (enum target_relation)i;
	return RELATION_NONE;
}

/* 4..6 */
static void read_as_months(const char *s, struct word *word)
{
	char *end;
	long first = strtol(s, &end, 10), last;

	if (strncmp(end, "..", 2))
		return;
	last = strtol(end + 2, &end, 10);
	if (*end || first < 1 || last < first || last > 12)
		return;
	word->month = (uint8_t)first;
	word->month2 = (uint8_t)last;
}

static void add_word(struct target_set *set, struct word_list *list,
		     const char *s, size_t n, const char *read_as)
{
	struct word word = {
		.text = arena_copy(&set->arena, s, n),
		.len = (uint32_t)n,
		.read_as = arena_copy(&set->arena, read_as, strlen(read_as)),
		.relation = read_as_relation(read_as),
	};

	read_as_months(read_as, &word);
	list->is_read |= word.relation || word.month;
	list->words = memory_grow(list->words, &list->cap, list->n + 1,
				  sizeof *list->words);
	size_t at = list->n++, end = word_end(s, n);

	for (; at > 0 && list->words[at - 1].len < n; at--)
		list->words[at] = list->words[at - 1];
	list->words[at] = word;
	list->ends[end / 8] |= (unsigned char)(1u << end % 8);
}

static struct word_list *add_list(struct target_set *set, const char *name)
{
	for (int i = 0; i < KNOWN_LISTS; i++)
		if (!strcmp(name, known_names[i]))
			set->known[i] = (int)set->n_lists;
	set->lists = memory_grow(set->lists, &set->cap_lists, set->n_lists + 1,
				 sizeof *set->lists);
	set->lists[set->n_lists] = (struct word_list){
		.name = arena_copy(&set->arena, name, strlen(name)),
	};
	return &set->lists[set->n_lists++];
}

static void add_words(struct target_set *set, const char *name,
		      const char *words, const char *read_as)
{
	struct word_list *list = find_list(set, name, strlen(name));

	if (!list)
		list = add_list(set, name);
	while (*words) {
		size_t n = strcspn(words, "|");

		if (n)
			add_word(set, list, words, n, read_as);
		words += n + (words[n] == '|');
	}
}

/* Braces. */

static const struct part *find_part(const struct target_set *set,
				    const char *name, size_t n)
{
	for (size_t i = 0; i < set->n_parts; i++)
		if (!strncmp(set->parts[i].name, name, n) &&
		    !set->parts[i].name[n])
			return &set->parts[i];
	return NULL;
}

static void add_escaped(struct bytes *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strchr(".^$*+?()[]{}|\\/-#", s[i]))
			bytes_add_char(out, '\\');
		bytes_add_char(out, s[i]);
	}
}

/* Each first character once. */
static void add_first_chars(struct bytes *out, const struct word_list *list)
{
	size_t start = out->len;

	for (size_t i = 0; i < list->n; i++) {
		const char *s = list->words[i].text;
		char first[5] = "";
		uint32_t code;
		size_t len = text_decode(s, list->words[i].len, &code);

		memcpy(first, s, len);
		if (!strstr(out->data + start, first))
			add_escaped(out, first, len);
	}
}

/* Words of one character are a class: it is compiled and matched at once. */
static void add_alternatives(struct bytes *out, const struct word_list *list)
{
	struct bytes chars = BYTES_INIT;
	const char *between = "";

	for (size_t i = 0; i < list->n; i++) {
		const char *s = list->words[i].text;
		size_t n = list->words[i].len;
		uint32_t code;

		if (text_decode(s, n, &code) == n) {
			add_escaped(&chars, s, n);
			continue;
		}
		bytes_add_str(out, between);
		add_escaped(out, s, n);
		between = "|";
	}
	if (chars.len)
		bytes_printf(out, "%s[%s]", between, chars.data);
	bytes_release(&chars);
}

/* (?:(?=[不>])(?<下限>不低于|>=|[>≥])): the first characters stand in front, for
   an alternation is tried word by word. A group only if it will be asked
   for. */
void target_list_pattern(const struct word_list *list, struct bytes *out)
{
	if (!list || list->n == 0) {
		bytes_add_str(out, "(?!)");
		return;
	}
	bytes_add_str(out, "(?:(?=[");
	add_first_chars(out, list);
	if (list->is_read)
		bytes_printf(out, "])(?<%s>", list->name);
	else
		bytes_add_str(out, "])(?:");
	add_alternatives(out, list);
	bytes_add_str(out, "))");
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
		target_list_pattern(list, out);
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

/* `own`: the row's text, `source`: its expansion. NULL with the fault. */
static struct pattern *compile(const struct target_set *set, const char *own,
			       const struct bytes *source, struct failure *f)
{
	struct bytes error = BYTES_INIT;
	size_t at;
	struct pattern *pattern =
		pattern_new(source->data, source->len, &error, &at);

	if (!pattern)
		refuse_pattern(set, own, at, &error, f);
	bytes_release(&error);
	return pattern;
}

struct pattern *target_pattern(const struct target_set *set, const char *own,
			       struct failure *f)
{
	struct bytes source = BYTES_INIT;
	struct pattern *pattern = NULL;

	if (expand(set, own, &source, f))
		pattern = compile(set, own, &source, f);
	bytes_release(&source);
	return pattern;
}

/* Those that have a group in its pattern: they stand in rows before. */
static void find_lists(const struct target_set *set, struct row *row)
{
	row->lists = memory_array(set->n_lists, sizeof *row->lists);
	for (size_t i = 0; i < set->n_lists; i++)
		if (pattern_has_group(row->pattern, set->lists[i].name))
			row->lists[row->n_lists++] = i;
	row->lists =
		memory_resize(row->lists, row->n_lists * sizeof *row->lists);
}

static bool add_row(struct target_set *set, const char *name,
		    enum target_kind kind, const char *own,
		    const struct bytes *source, struct failure *f)
{
	struct pattern *pattern = compile(set, own, source, f);

	if (!pattern)
		return false;
	pattern_drop_source(pattern);
	set->rows = memory_grow(set->rows, &set->cap_rows, set->n_rows + 1,
				sizeof *set->rows);
	struct row *row = &set->rows[set->n_rows++];

	*row = (struct row){ .name = arena_copy(&set->arena, name,
						strlen(name)),
			     .kind = kind,
			     .pattern = pattern };
	find_lists(set, row);
	return true;
}

/* Parts are tried at once, so that a fault is told where it stands. */
static bool add_part(struct target_set *set, const char *name, const char *own,
		     const struct bytes *source, struct failure *f)
{
	if (!add_row(set, name, TARGET_UNREADABLE, own, source, f))
		return false;
	row_release(&set->rows[--set->n_rows]);
	set->parts = memory_grow(set->parts, &set->cap_parts, set->n_parts + 1,
				 sizeof *set->parts);
	set->parts[set->n_parts++] = (struct part){
		.name = arena_copy(&set->of_parts, name, strlen(name)),
		.pattern =
			arena_copy(&set->of_parts, source->data, source->len),
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
		if (!strcmp(kind, target_kind_name((enum target_kind)i)))
			return add_row(set, name, (enum target_kind)i, own,
				       source, f);
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

int target_set_gave_up(const struct target_set *set)
{
	return set->gave_up_row;
}
