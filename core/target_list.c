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
	list->words = memory_grow(list->words, &list->cap, list->n + 1,
				  sizeof *list->words);
	size_t at = first_of_length(list, n - 1), end = word_end(s, n);

	memmove(&list->words[at + 1], &list->words[at],
		(list->n++ - at) * sizeof *list->words);
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

/* (?:(?=[不>≥])(?<下限>不低于|>=|[>≥])): the first characters stand in front,
   for an alternation is tried word by word. A group only if it will be asked
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
