#include <config.h>

#include "core/target_set.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"

struct target_set *target_set_new(void)
{
	struct target_set *set = memory_alloc(sizeof *set);

	for (int i = 0; i < KNOWN_LISTS; i++)
		set->known[i] = -1;
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
	for (size_t i = 0; i < set->n_lists; i++) {
		free(set->lists[i].words);
		bytes_release(&set->lists[i].pattern);
	}
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
	struct word_list *list =
		n ? target_list_named(set, s + 1, n - 2) : NULL;
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
	struct row *row = &MEMORY_ADD(set->rows, set->n_rows, set->cap_rows);

	*row = (struct row){ .name = arena_copy(&set->arena, name,
						strlen(name)),
			     .kind = kind,
			     .pattern = pattern };
	find_lists(set, row);
	return true;
}

/* What a part says itself, with some letters for what it takes from rows
   before: that was tried when it was added. A no says nothing: its own text may
   speak of groups that are in there, or look behind itself for it, which has to
   be of limited length. */
static bool is_sound_alone(const char *own)
{
	struct bytes source = BYTES_INIT, error = BYTES_INIT;
	size_t at;

	for (const char *s = own; *s; s++) {
		size_t n = brace_len(s);

		if (n)
			bytes_add_str(&source, "(?:x+)");
		else
			bytes_add_char(&source, *s);
		s += n ? n - 1 : 0;
	}
	struct pattern *pattern =
		pattern_new(source.data, source.len, &error, &at);
	bool sound = pattern;

	pattern_free(pattern);
	bytes_release(&source);
	bytes_release(&error);
	return sound;
}

static bool is_sound(const struct target_set *set, const char *own,
		     const struct bytes *source, struct failure *f)
{
	if (is_sound_alone(own))
		return true;
	struct pattern *pattern = compile(set, own, source, f);
	bool sound = pattern;

	pattern_free(pattern);
	return sound;
}

/* Parts are tried at once, so that a fault is told where it stands. */
static bool add_part(struct target_set *set, const char *name, const char *own,
		     const struct bytes *source, struct failure *f)
{
	if (!is_sound(set, own, source, f))
		return false;
	MEMORY_ADD(set->parts, set->n_parts, set->cap_parts) = (struct part){
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
		target_add_words(set, name, pattern, read_as);
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
