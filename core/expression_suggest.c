/* What was probably meant by a word that nobody knows. */
#include <config.h>

#include "core/expression_node.h"

#include <string.h>
#include <strings.h>
#include "core/nearest.h"

/* Longer words are no slip that blanks would mend. */
enum { MAX_WORD_BYTES = 120 };

struct guess {
	const struct expression_dictionary *dict;
	int scope;
	struct bytes *out;
};

static bool equals(const char *name, const char *word, size_t n)
{
	return strlen(name) == n && !memcmp(name, word, n);
}

/* 5 or 元, which end and begin what was written without blanks. */
static bool is_amount_part(const char *s, size_t n)
{
	static const char *const units[] = { "", "元", "万元", "亿元" };
	size_t digits = 0;

	while (digits < n && s[digits] >= '0' && s[digits] <= '9')
		digits++;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (equals(units[i], s + digits, n - digits))
			return true;
	return false;
}

static bool is_function(const struct expression_dictionary *dict, const char *s,
			size_t n)
{
	const struct expression_function *own = dict->functions;

	for (const char *const *f = expression_function_names(); *f; f++)
		if (equals(*f, s, n))
			return true;
	for (; own && own->name; own++)
		if (equals(own->name, s, n))
			return true;
	return false;
}

static bool is_known(const struct guess *g, const char *s, size_t n)
{
	enum expression_name_kind self;
	struct expression_name name;

	return is_amount_part(s, n) || is_function(g->dict, s, n) ||
	       expression_self_word(s, n, &self) ||
	       g->dict->find(g->dict->ctx, s, n, g->scope, &name);
}

/* Behind 其中 the names are those of the table in front of it. */
static int scope_behind(const struct guess *g, const char *operator,
			const char * left, size_t n)
{
	struct expression_name name;

	return strcmp(operator, "其中") == 0 &&
			       g->dict->find(g->dict->ctx, left, n, g->scope,
					     &name)
		       ? name.table
		       : g->scope;
}

/* Adds the word with blanks around its operators, so that what stands between
   them is known; false and nothing if that can't be had. */
static bool add_spaced(const struct guess *g, const char *s, size_t n)
{
	if (is_known(g, s, n)) {
		bytes_add(g->out, s, n);
		return true;
	}
	for (const char *const *w = expression_operators; *w; w++) {
		size_t w_len = strlen(*w), before = g->out->len;
		const char *at = memmem(s, n, *w, w_len);
		size_t left = at ? (size_t)(at - s) : n;

		if (!at || !is_known(g, s, left))
			continue;
		const struct guess right = { g->dict,
					     scope_behind(g, *w, s, left),
					     g->out };

		bytes_add(g->out, s, left);
		bytes_printf(g->out, "%s%s ", left ? " " : "", *w);
		if (add_spaced(&right, at + w_len, n - left - w_len))
			return true;
		bytes_splice(g->out, before, g->out->len - before, "", 0);
	}
	return false;
}

bool expression_space(const struct expression_dictionary *dict, int scope,
		      const char *word, size_t n, struct bytes *out)
{
	const struct guess g = { dict, scope, out };

	/* as it is, it is no word without blanks */
	if (n > MAX_WORD_BYTES || is_known(&g, word, n) ||
	    !add_spaced(&g, word, n))
		return false;
	while (out->data[out->len - 1] == ' ')
		bytes_splice(out, out->len - 1, 1, "", 0);
	return true;
}

/* 名称 for 任务.名称 is nearer than any number of characters says. */
static bool is_label_of(const char *name, const char *word, size_t n)
{
	const char *dot = strchr(name, '.');

	return dot && equals(dot + 1, word, n);
}

static const char *nearest_name(const struct guess *g, const char *word,
				size_t n)
{
	struct nearest near = nearest_to(word, n);
	const char *name;

	for (int i = 0;
	     g->dict->name && (name = g->dict->name(g->dict->ctx, i, g->scope));
	     i++) {
		if (is_label_of(name, word, n))
			return name;
		nearest_try(&near, name);
	}
	return near.name;
}

/* What spreadsheets and people call it. */
static const char *usual_name(const char *word, size_t n)
{
	static const char *const names[][2] = {
		{ "SUM", "合计" },	{ "求和", "合计" },
		{ "总和", "合计" },	{ "MAX", "最大" },
		{ "MIN", "最小" },	{ "COUNT", "个数" },
		{ "COUNTA", "个数" },	{ "COUNTIF", "个数" },
		{ "计数", "个数" },	{ "行数", "个数" },
		{ "SUMIF", "合计" },	{ "IF", "若" },
		{ "如果", "若" },	{ "ROUND", "舍入" },
		{ "四舍五入", "舍入" }, { "ABS", "差" },
		{ "LEN", "字数" },	{ "长度", "字数" },
		{ "包含", "含" },	{ "ISBLANK", "空" },
		{ "为空", "空" },	{ "SUBSTITUTE", "替换" },
		{ "YEAR", "年" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i][0]) == n &&
		    !strncasecmp(names[i][0], word, n))
			return names[i][1];
	return NULL;
}

static const char *nearest_function(const struct guess *g, const char *word,
				    size_t n)
{
	struct nearest near = nearest_to(word, n);
	const struct expression_function *own = g->dict->functions;

	for (const char *const *f = expression_function_names(); *f; f++)
		nearest_try(&near, *f);
	for (; own && own->name; own++)
		nearest_try(&near, own->name);
	return near.name ? near.name : usual_name(word, n);
}

bool expression_suggest(const struct expression_dictionary *dict, int scope,
			const char *word, size_t n, bool is_function,
			struct bytes *out)
{
	const struct guess g = { dict, scope, out };

	if (expression_space(dict, scope, word, n, out))
		return true;
	const char *name = is_function ? nearest_function(&g, word, n)
				       : nearest_name(&g, word, n);

	if (name)
		bytes_add_str(out, name);
	return name;
}
