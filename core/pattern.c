#include <config.h>

#include "core/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/text.h"

enum {
	MAX_STEPS = 50000,
	MAX_HEAP_KIB = 8192,
	WORTH_JIT = 300, /* matches after which compiling to code pays */
};

/* Where the groups of a name stand in the code's table of names. */
struct named {
	const char *name;
	PCRE2_SPTR first, last;
	int size_bytes; /* of one; below 0: there is none */
};

struct pattern {
	pcre2_code *code;	     /* NULL: pattern_drop_code() */
	pcre2_match_data *match;     /* NULL until it is machine code */
	pcre2_match_context *limits; /* NULL until it is matched */
	size_t *found; /* where the interpreter's last match is, or NULL */
	const size_t *spans; /* of the last match: those, or match's */
	uint32_t n_groups;
	const char *subject; /* of the last match; NULL if it failed */
	bool gave_up;	     /* the last match reached a limit */
	unsigned n_matches;
	const uint8_t *first; /* bits of the bytes that a match can begin with;
				 NULL: any, or it may be empty */
	struct named *named;  /* those that were asked for */
	size_t n_named, cap_named;
	char *source;
	size_t source_bytes;
};

/* Subjects are folded, so a full-width sign could never match. */
static bool has_wide_sign(const char *s, size_t n, size_t *at)
{
	uint32_t code;
	size_t len;

	for (*at = 0; *at < n; *at += len) {
		len = text_decode(s + *at, n - *at, &code);
		if (!len)
			return false; /* PCRE2 says where it is no UTF-8 */
		if (code >= 0xFF01 && code <= 0xFF5E)
			return true;
	}
	return false;
}

/* PCRE2 would take a text that it has no memory for as one that doesn't match,
   and a finding would be lost without a word. */
static void *take(size_t size_bytes, void *unused)
{
	(void)unused;
	return memory_resize(NULL, size_bytes);
}

static void give_back(void *memory, void *unused)
{
	(void)unused;
	free(memory);
}

static pcre2_code *compile(const char *source, size_t n,
			   pcre2_general_context *own, int *number, size_t *at)
{
	pcre2_compile_context *context = pcre2_compile_context_create(own);
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)source, n,
			      PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY,
			      number, at, context);

	pcre2_compile_context_free(context);
	return code;
}

struct pattern *pattern_new(const char *source, size_t n, struct bytes *error,
			    size_t *at)
{
	int number;
	PCRE2_UCHAR words[256];

	if (has_wide_sign(source, n, at))
		return NULL;
	pcre2_general_context *own =
		pcre2_general_context_create(take, give_back, NULL);
	pcre2_code *code = compile(source, n, own, &number, at);
	if (!code) {
		pcre2_general_context_free(own);
		pcre2_get_error_message(number, words, sizeof words);
		bytes_add_str(error, (const char *)words);
		return NULL;
	}
	struct pattern *p = memory_alloc(sizeof *p);

	p->code = code;
	p->source = memory_copy(source, n);
	p->source_bytes = n;
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &p->n_groups);
	p->n_groups++;
	pcre2_general_context_free(own);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &p->first);
	return p;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_match_context_free(p->limits);
	pcre2_match_data_free(p->match);
	pcre2_code_free(p->code);
	free(p->found);
	free(p->named);
	free(p->source);
	free(p);
}

/* Most texts have nothing that a pattern for odd signs could begin with; to see
   that costs a tenth of asking PCRE2. */
static bool may_begin(const struct pattern *p, const char *s, size_t n)
{
	if (!p->first)
		return true;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (p->first[c / 8] >> (c % 8) & 1)
			return true;
	}
	return false;
}

bool pattern_match(struct pattern *p, const char *s, size_t n)
{
	return pattern_match_from(p, s, n, 0);
}

/* Of a form's hundreds of patterns, most are never matched with a form's
   texts. */
static pcre2_match_context *limits_new(void)
{
	pcre2_general_context *own =
		pcre2_general_context_create(take, give_back, NULL);
	pcre2_match_context *limits = pcre2_match_context_create(own);

	pcre2_general_context_free(own);
	pcre2_set_match_limit(limits, MAX_STEPS);
	pcre2_set_heap_limit(limits, MAX_HEAP_KIB);
	return limits;
}

static void spans_keep(struct pattern *p, const size_t *spans)
{
	size_t n = 2 * (size_t)p->n_groups;

	if (!p->found)
		p->found = memory_array(n, sizeof *p->found);
	memcpy(p->found, spans, n * sizeof *p->found);
	p->spans = p->found;
}

/* What the interpreter needs goes again with each match: it is 20 kB, and many
   patterns are matched a few times only. */
static int interpret(struct pattern *p, PCRE2_SPTR s, size_t n, size_t from)
{
	pcre2_match_data *match =
		pcre2_match_data_create_from_pattern(p->code, NULL);
	int result = pcre2_match(p->code, s, n, from,
				 PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, match,
				 p->limits);

	if (result > 0)
		spans_keep(p, pcre2_get_ovector_pointer(match));
	pcre2_match_data_free(match);
	return result;
}

static int match(struct pattern *p, PCRE2_SPTR s, size_t n, size_t from)
{
	if (!p->limits)
		p->limits = limits_new();
	if (!p->match)
		return interpret(p, s, n, from);

	int result =
		pcre2_jit_match(p->code, s, n, from, 0, p->match, p->limits);

	p->spans = pcre2_get_ovector_pointer(p->match);
	/* compiled code has less room than the interpreter */
	return result == PCRE2_ERROR_JIT_STACKLIMIT ? interpret(p, s, n, from)
						    : result;
}

/* It was compiled once. */
static void compile_again(struct pattern *p)
{
	pcre2_general_context *own =
		pcre2_general_context_create(take, give_back, NULL);
	int number;
	size_t at;

	p->code = compile(p->source, p->source_bytes, own, &number, &at);
	pcre2_general_context_free(own);
	pcre2_pattern_info(p->code, PCRE2_INFO_FIRSTBITMAP, &p->first);
}

static void compile_to_code(struct pattern *p)
{
	if (pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0)
		p->match = pcre2_match_data_create_from_pattern(p->code, NULL);
}

bool pattern_match_from(struct pattern *p, const char *s, size_t n, size_t from)
{
	p->subject = NULL;
	p->gave_up = false;
	if (!p->code)
		compile_again(p);
	if (!may_begin(p, s + from, n - from))
		return false;
	if (++p->n_matches == WORTH_JIT)
		compile_to_code(p);

	int result = match(p, (PCRE2_SPTR)s, n, from);

	p->subject = result > 0 ? s : NULL;
	p->gave_up = result < 0 && result != PCRE2_ERROR_NOMATCH;
	return p->subject;
}

bool pattern_gave_up(const struct pattern *p)
{
	return p->gave_up;
}

/* The same few are asked for over and over, and PCRE2 compares texts. */
static const struct named *find_named(struct pattern *p, const char *name)
{
	struct named *named;

	for (size_t i = 0; i < p->n_named; i++)
		if (p->named[i].name == name)
			return &p->named[i];
	named = &MEMORY_ADD(p->named, p->n_named, p->cap_named);
	named->name = name;
	named->size_bytes = pcre2_substring_nametable_scan(
		p->code, (PCRE2_SPTR)name, &named->first, &named->last);
	return named;
}

bool pattern_group(struct pattern *p, const char *name, const char **s,
		   size_t *n)
{
	const struct named *named = find_named(p, name);
	PCRE2_SPTR at = named->first;

	if (!p->subject || named->size_bytes <= 0)
		return false;
	for (; at <= named->last; at += named->size_bytes) {
		uint32_t group = (uint32_t)at[0] << 8 | at[1];

		if (group >= p->n_groups || p->spans[2 * group] == PCRE2_UNSET)
			continue;
		*s = p->subject + p->spans[2 * group];
		*n = p->spans[2 * group + 1] - p->spans[2 * group];
		return true;
	}
	return false;
}

bool pattern_has_group(const struct pattern *p, const char *name)
{
	return pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name) !=
	       PCRE2_ERROR_NOSUBSTRING;
}

void pattern_drop_code(struct pattern *p)
{
	pcre2_code_free(p->code);
	p->code = NULL;
	p->first = NULL;
	p->n_named = 0;
}

void pattern_drop_source(struct pattern *p)
{
	free(p->source);
	p->source = NULL;
	p->source_bytes = 0;
}

const char *pattern_source(const struct pattern *p, size_t *n)
{
	*n = p->source_bytes;
	return p->source;
}

void pattern_span(const struct pattern *p, size_t *start, size_t *len)
{
	*start = p->spans[0];
	*len = p->spans[1] - p->spans[0];
}

void pattern_version(struct bytes *out)
{
	char version[64];

	pcre2_config(PCRE2_CONFIG_VERSION, version);
	bytes_add_str(out, version);
}
