#include <config.h>
#include "core/expression_compile.h"

#include <stdlib.h>
#include <string.h>
#include "core/amount.h"
#include "core/expression.h"
#include "core/text.h"

struct source {
	const char *s;
	size_t n;
	struct arena *arena;
	struct tokens *tokens;
	int64_t money_yuan;
};

static bool refuse(struct source *source, enum failure_code fault)
{
	source->tokens->fault = fault;
	return false;
}

/* The code point at `at`, full-width signs as half-width ones; 0 at the end. */
static uint32_t peek(const struct source *source, size_t at, size_t *len)
{
	uint32_t code = 0;

	*len = at < source->n
		       ? text_decode(source->s + at, source->n - at, &code)
		       : 0;
	if (!*len)
		return 0;
	if (code == 0x3000 || code == 0xA0)
		return ' ';
	return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static bool is_word(uint32_t code)
{
	return code == '_' || is_digit(code) || text_is_letter(code);
}

static size_t skip(const struct source *source, size_t at, bool (*is)(uint32_t))
{
	size_t len;

	while (is(peek(source, at, &len)))
		at += len;
	return at;
}

static bool read_word(struct source *source, struct token *t)
{
	size_t len, end = skip(source, t->start, is_word), next;

	if (peek(source, end, &len) == '.') {
		next = skip(source, end + len, is_word);
		if (next > end + len)
			end = next;
	}
	t->kind = TOKEN_WORD;
	t->len = end - t->start;
	struct bytes folded = BYTES_INIT;

	text_fold(&folded, source->s + t->start, t->len, FOLD_WIDTH);
	t->text = arena_copy(&source->tokens->words, folded.data, folded.len);
	t->text_len = folded.len;
	bytes_release(&folded);
	return true;
}

/* 元 in one; 0 for no unit. Only those of the grammar, though amounts in cells
   know more. */
static int64_t unit_yuan(const char *s, size_t n)
{
	static const char *const units[] = { "元", "万元", "亿元" };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i]) == n && !memcmp(units[i], s, n))
			return amount_yuan(s, n);
	return 0;
}

/* Exactly: a literal finer than a millionth would come to nothing unseen. */
static bool convert(int64_t *number, int64_t from_yuan, int64_t to_yuan)
{
	__int128 product = (__int128)*number * from_yuan;

	return product % to_yuan == 0 &&
	       amount_scale(*number, from_yuan, to_yuan, number);
}

static bool read_number(struct source *source, struct token *t)
{
	size_t len, end = skip(source, t->start, is_digit), next;

	if (peek(source, end, &len) == '.') {
		next = skip(source, end + len, is_digit);
		if (next > end + len)
			end = next;
	}
	t->kind = TOKEN_NUMBER;
	t->len = end - t->start;
	if (amount_parse(source->s + t->start, t->len, &t->number) != AMOUNT_OK)
		return refuse(source, FAILURE_EXPR_LITERAL);
	next = skip(source, end, is_word);
	int64_t yuan = unit_yuan(source->s + end, next - end);

	if (!yuan)
		return true;
	t->has_unit = true;
	t->len = next - t->start;
	return convert(&t->number, yuan, source->money_yuan) ||
	       refuse(source, FAILURE_EXPR_LITERAL);
}

static bool is_quote(uint32_t code)
{
	return code == '"' || code == 0x201C;
}

/* Where the text that the quote at `at` opens ends; *len gets the length of
   its closing quote, 0 if there is none. */
static size_t text_end(const struct source *source, size_t at, size_t *len)
{
	uint32_t close = peek(source, at, len) == '"' ? '"' : 0x201D, code;

	do {
		at += *len;
		code = peek(source, at, len);
	} while (code && code != close);
	if (code)
		return at;
	*len = 0;
	return source->n;
}

static bool read_text(struct source *source, struct token *t)
{
	size_t open_len, close_len;
	size_t end = text_end(source, t->start, &close_len);
	bool is_straight = peek(source, t->start, &open_len) == '"';

	t->kind = TOKEN_TEXT;
	t->len = end + close_len - t->start;
	if (!close_len) {
		source->tokens->close = is_straight ? "\"" : "”";
		return refuse(source, FAILURE_EXPR_QUOTE);
	}
	t->text_len = end - t->start - open_len;
	t->text = arena_copy(source->arena, source->s + t->start + open_len,
			     t->text_len);
	return true;
}

static bool read_sign(struct source *source, struct token *t)
{
	static const struct {
		uint32_t first, second; /* second 0: stands alone */
		enum token_kind kind;
	} signs[] = {
		{ '<', '>', TOKEN_NE },	 { '<', '=', TOKEN_LE },
		{ '>', '=', TOKEN_GE },	 { '=', '<', TOKEN_LE },
		{ '=', '>', TOKEN_GE },	 { '=', '=', TOKEN_EQ },
		{ '!', '=', TOKEN_NE },	 { '=', 0, TOKEN_EQ },
		{ 0x2266, 0, TOKEN_LE }, { 0x2267, 0, TOKEN_GE },
		{ 0x2260, 0, TOKEN_NE }, { '<', 0, TOKEN_LT },
		{ '>', 0, TOKEN_GT },	 { 0x2264, 0, TOKEN_LE },
		{ 0x2265, 0, TOKEN_GE }, { '(', 0, TOKEN_OPEN },
		{ ')', 0, TOKEN_CLOSE }, { 0x3001, 0, TOKEN_COMMA },
		{ ',', 0, TOKEN_COMMA }, { '+', 0, TOKEN_PLUS },
		{ '-', 0, TOKEN_MINUS }, { 0xD7, 0, TOKEN_TIMES },
		{ '*', 0, TOKEN_TIMES }, { 0xF7, 0, TOKEN_OVER },
		{ '/', 0, TOKEN_OVER },	 { 0xB1, 0, TOKEN_TOLERANCE },
	};
	size_t len, next_len;
	uint32_t first = peek(source, t->start, &len);
	uint32_t second = peek(source, t->start + len, &next_len);

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (signs[i].first != first ||
		    (signs[i].second && signs[i].second != second))
			continue;
		t->kind = signs[i].kind;
		t->len = len + (signs[i].second ? next_len : 0);
		return true;
	}
	t->len = len ? len : 1;
	return refuse(source, FAILURE_EXPR_CHARACTER);
}

static bool read_token(struct source *source, struct token *t)
{
	size_t len;
	uint32_t code = peek(source, t->start, &len);

	if (t->start == source->n)
		return true;
	if (is_quote(code))
		return read_text(source, t);
	if (is_digit(code))
		return read_number(source, t);
	if (is_word(code))
		return read_word(source, t);
	return read_sign(source, t);
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r');
}

bool tokens_read(struct tokens *tokens, struct arena *arena, int64_t money_yuan,
		 const char *s, size_t n)
{
	struct source source = { .s = s,
				 .n = n,
				 .arena = arena,
				 .tokens = tokens,
				 .money_yuan = money_yuan };
	size_t at = 0;
	struct token *t;
	bool ok;

	do {
		t = &MEMORY_ADD(tokens->items, tokens->n, tokens->cap);
		*t = (struct token){ .start = skip(&source, at, is_blank) };
		ok = read_token(&source, t);
		at = t->start + t->len;
	} while (ok && t->kind != TOKEN_END);
	return ok;
}

size_t expression_span(const char *s, size_t n)
{
	const struct source source = { .s = s, .n = n };
	size_t at = 0, len;

	while (at < n && s[at] != '}') {
		if (is_quote(peek(&source, at, &len)))
			at = text_end(&source, at, &len);
		else if (!len)
			len = 1;
		at += len;
	}
	return at;
}

void tokens_release(struct tokens *tokens)
{
	arena_release(&tokens->words);
	free(tokens->items);
	*tokens = (struct tokens){ 0 };
}
