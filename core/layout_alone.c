#include <config.h>
#include "core/layout_inside.h"

#include <string.h>

#include "core/list_item.h"
#include "core/text.h"

static size_t digits_len(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && !strncmp(s + n, "页", strlen("页")) ? n + strlen("页")
							    : 0;
}

/* Does the text begin so, in whatever width? *rest: behind it. */
static bool begins_with(const struct bytes *folded, const char *const *words,
			const char **rest)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		*rest = folded->data + n;
		if (folded->len >= n && !memcmp(folded->data, *words, n))
			return true;
	}
	return false;
}

/* 续表, over what is left of a table on the next page; perhaps with its number.
 */
static bool is_continuation(const char *text)
{
	static const char *const words[] = { "续表",   "续上表", "接上表",
					     "续上页", "接上页", NULL };
	enum { NUMBER_BYTES = 6 };
	struct bytes folded = BYTES_INIT;
	const char *rest;
	bool is;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH | FOLD_LETTERS);
	is = begins_with(&folded, words, &rest) && strlen(rest) <= NUMBER_BYTES;
	bytes_release(&folded);
	return is;
}

/* 注:甲. */
static bool is_remark(const char *text)
{
	static const char *const words[] = { "注", "备注", "附注", "说明",
					     NULL };
	struct bytes folded = BYTES_INIT;
	const char *rest;
	bool is;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH | FOLD_BLANKS);
	is = begins_with(&folded, words, &rest) && *rest == ':';
	bytes_release(&folded);
	return is;
}

/* 第1页 共2页, or a half of it. */
static bool is_page_number(const char *text)
{
	static const char *const words[] = { "第", "共" };
	struct bytes folded = BYTES_INIT;
	const char *s;
	size_t n;
	bool is;

	if (!strstr(text, "页"))
		return false;
	text_fold(&folded, text, strlen(text), FOLD_WIDTH | FOLD_LETTERS);
	s = folded.data;
	for (int i = 0; i < 2; i++) {
		bool is_there = !strncmp(s, words[i], strlen(words[i]));

		n = is_there ? digits_len(s + strlen(words[i])) : 0;
		s += n > 0 ? strlen(words[i]) + n : 0;
	}
	is = s > folded.data && !*s;
	bytes_release(&folded);
	return is;
}

/* 二、绩效指标, over the part of the form that is called so. */
static bool is_caption(struct layout *l, const char *text)
{
	struct list_item item;

	return list_item_read(text, strlen(text), &item) &&
	       label_find(&l->labels, texts_add_str(l->texts, text + item.len));
}

bool alone_stands(struct layout *l, const char *text)
{
	return is_page_number(text) || is_continuation(text) ||
	       is_remark(text) || is_caption(l, text);
}

bool alone_begins(const char *text)
{
	static const char *const marks[] = { "※", "*", NULL };
	struct bytes folded = BYTES_INIT;
	struct list_item item;
	const char *rest;
	bool is;

	text_fold(&folded, text, strlen(text), FOLD_WIDTH | FOLD_BLANKS);
	is = begins_with(&folded, marks, &rest) ||
	     list_item_read(text, strlen(text), &item);
	bytes_release(&folded);
	return is;
}

bool alone_is_ellipsis(const char *text)
{
	size_t n_dots = 0, n = strlen(text);

	/* what both begin with */
	if (*text != '.' && *text != *"…" && *text != ' ')
		return false;
	for (text_trim(&text, &n); n > 0;) {
		size_t dot = *text == '.' ? 1 : strlen("…");

		if (dot > 1 && (n < dot || memcmp(text, "…", dot) != 0))
			return false;
		n_dots += dot;
		text += dot;
		n -= dot;
	}
	return n_dots >= strlen("…");
}
