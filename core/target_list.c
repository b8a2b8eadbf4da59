/* The lists of words that targets.csv has, and what stands for one in a
   pattern. */
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

struct word_list *target_list_named(const struct target_set *set,
				    const char *name, size_t n)
{
	for (size_t i = 0; i < set->n_lists; i++)
		if (!strncmp(set->lists[i].name, name, n) &&
		    !set->lists[i].name[n])
			return &set->lists[i];
	return NULL;
}

struct word_list *target_list(const struct target_set *set,
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

/* Where the words begin that are so long, or shorter. */
static size_t first_of_length(const struct word_list *list, size_t n)
{
	size_t from = 0, to = list->n;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (list->words[middle].len > n)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct word *target_word(const struct word_list *list, const char *s,
			       size_t n)
{
	if (!list)
		return NULL;
	for (size_t i = first_of_length(list, n);
	     i < list->n && list->words[i].len == n; i++)
		if (list->words[i].text[n - 1] == s[n - 1] &&
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
	MEMORY_MORE(list->words, list->n, list->cap);
	size_t at = first_of_length(list, n - 1), end = word_end(s, n);

	memmove(&list->words[at + 1], &list->words[at],
		(list->n++ - at) * sizeof *list->words);
	list->words[at] = word;
	list->ends[end / 8] |= (unsigned char)(1u << end % 8);
	bytes_clear(&list->pattern);
}

static struct word_list *add_list(struct target_set *set, const char *name)
{
	for (int i = 0; i < KNOWN_LISTS; i++)
		if (!strcmp(name, known_names[i]))
			set->known[i] = (int)set->n_lists;
	struct word_list *list =
		&MEMORY_ADD(set->lists, set->n_lists, set->cap_lists);

	*list = (struct word_list){
		.name = arena_copy(&set->arena, name, strlen(name)),
		.pattern = BYTES_INIT,
	};
	return list;
}

void target_add_words(struct target_set *set, const char *name,
		      const char *words, const char *read_as)
{
	struct word_list *list = target_list_named(set, name, strlen(name));

	if (!list)
		list = add_list(set, name);
	while (*words) {
		size_t n = strcspn(words, "|");

		if (n)
			add_word(set, list, words, n, read_as);
		words += n + (words[n] == '|');
	}
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

static int compare_words(const void *a, const void *b)
{
	return strcmp(((const struct word *)b)->text,
		      ((const struct word *)a)->text);
}

static size_t char_len(const char *s)
{
	uint32_t code;

	return text_decode(s, strlen(s), &code);
}

/* How many of the words, sorted, have the first one's character there. */
static size_t count_branch(const struct word *words, size_t n, size_t at)
{
	size_t len = char_len(words->text + at), count = 1;

	while (count < n &&
	       !strncmp(words[count].text + at, words->text + at, len))
		count++;
	return count;
}

static void add_branches(struct bytes *out, const struct word *words, size_t n,
			 size_t at);

/* What words with the same beginning go on with; one may end there. */
static void add_rest(struct bytes *out, const struct word *words, size_t n,
		     size_t at)
{
	bool ends;

	while (!(ends = words[n - 1].len == at) &&
	       count_branch(words, n, at) == n) {
		size_t len = char_len(words->text + at);

		add_escaped(out, words->text + at, len);
		at += len;
	}
	n -= ends;
	if (!n)
		return;
	bytes_add_str(out, "(?:");
	add_branches(out, words, n, at);
	bytes_add_str(out, ends ? ")?" : ")");
}

/* Single characters are a class: it is compiled and matched at once. */
static void add_branches(struct bytes *out, const struct word *words, size_t n,
			 size_t at)
{
	struct bytes chars = BYTES_INIT;
	const char *between = "";

	for (size_t i = 0, count; i < n; i += count) {
		const char *s = words[i].text + at;

		count = count_branch(words + i, n - i, at);
		if (count == 1 && !s[char_len(s)]) {
			add_escaped(&chars, s, strlen(s));
			continue;
		}
		bytes_add_str(out, between);
		add_escaped(out, s, char_len(s));
		add_rest(out, words + i, count, at + char_len(s));
		between = "|";
	}
	if (chars.len)
		bytes_printf(out, "%s[%s]", between, chars.data);
	bytes_release(&chars);
}

/* What words begin with stands there once, the longest is tried first. */
static void add_alternatives(struct bytes *out, const struct word_list *list)
{
	struct word *sorted = memory_array(list->n, sizeof *sorted);

	memcpy(sorted, list->words, list->n * sizeof *sorted);
	qsort(sorted, list->n, sizeof *sorted, compare_words);
	add_branches(out, sorted, list->n, 0);
	free(sorted);
}

/* (?:(?=[不>≥])(?<下限>不(?:低|少)于|>=?|[≥])): the first characters stand in
   front, for an alternation is tried branch by branch. A group only if it will
   be asked for. */
static void write_pattern(struct word_list *list)
{
	struct bytes *out = &list->pattern;

	bytes_add_str(out, "(?:(?=[");
	add_first_chars(out, list);
	if (list->is_read)
		bytes_printf(out, "])(?<%s>", list->name);
	else
		bytes_add_str(out, "])(?:");
	add_alternatives(out, list);
	bytes_add_str(out, "))");
}

void target_list_pattern(struct word_list *list, struct bytes *out)
{
	if (!list || list->n == 0) {
		bytes_add_str(out, "(?!)");
		return;
	}
	if (!list->pattern.len)
		write_pattern(list);
	bytes_add(out, list->pattern.data, list->pattern.len);
}
