#include <config.h>
#include "tui/prompt.h"

#include <string.h>
#include "core/text.h"

enum { LEAST_ANSWER = 20 }; /* columns for an answer behind its question */

void prompt_init(struct prompt *p)
{
	*p = (struct prompt){ .question = BYTES_INIT };
	field_editor_init(&p->editor);
}

void prompt_release(struct prompt *p)
{
	bytes_release(&p->question);
	field_editor_release(&p->editor);
}

static void ask(struct prompt *p, const char *question, const char *letters)
{
	p->is_open = true;
	p->letters = letters;
	bytes_set_str(&p->question, question);
}

void prompt_ask_text(struct prompt *p, const char *question, const char *text)
{
	ask(p, question, NULL);
	field_editor_start(&p->editor, text, strlen(text), false, true);
}

void prompt_ask_letter(struct prompt *p, const char *question,
		       const char *letters)
{
	ask(p, question, letters);
}

static enum prompt_answer answer(struct prompt *p, enum prompt_answer answer)
{
	p->is_open = false;
	return answer;
}

enum prompt_answer prompt_key(struct prompt *p, const struct key *key)
{
	struct key folded = key_fold(*key);

	if (key->name == K_ESCAPE)
		return answer(p, PROMPT_CANCELLED);
	if (!p->letters && !p->editor.in_paste && key->name == K_ENTER)
		return answer(p, PROMPT_TEXT);
	if (!p->letters)
		return field_editor_key(&p->editor, key) ? PROMPT_OPEN
							 : PROMPT_NOT_THAT;
	uint32_t ch = folded.ch >= 'A' && folded.ch <= 'Z' ? folded.ch + 32
							   : folded.ch;
	if (folded.name != K_CHAR || ch == 0 || ch > 126 ||
	    !strchr(p->letters, (int)ch))
		return PROMPT_NOT_THAT;
	p->letter = (char)ch;
	return answer(p, PROMPT_LETTER);
}

/* The end of the piece at s: up to two blanks, or all of it. */
static const char *piece_end(const char *s)
{
	const char *blanks = strstr(s, "  ");

	return blanks ? blanks : s + strlen(s);
}

/* The column behind a piece that is wrapped into so many. */
static int cols_behind(const char *s, size_t n, int w_cols)
{
	struct text_lines lines = { 0 };
	const struct text_line *last;
	int cols;

	text_lines_wrap(&lines, s, n, w_cols < 2 ? 2 : w_cols);
	last = &lines.items[lines.n - 1];
	cols = text_cols(s + last->start, last->len);
	text_lines_release(&lines);
	return cols;
}

/* Of a question with letters: a new line begins where an answer, "s 保存", has
   no room on the one before. */
static void wrap(const struct prompt *p, int w_cols, struct bytes *out)
{
	const char *s = p->question.data;
	int x = 0, gap = 0;

	while (*s) {
		const char *end = piece_end(s);
		size_t n = (size_t)(end - s);
		int cols = text_cols(s, n);
		bool fits = x == 0 || x + gap + cols <= w_cols;

		bytes_printf(out, "%*s", fits ? gap : 0, "");
		if (!fits)
			bytes_add_char(out, '\n');
		bytes_add(out, s, n);
		x = cols > w_cols ? cols_behind(s, n, w_cols)
				  : (fits ? x + gap : 0) + cols;
		gap = (int)strspn(end, " ");
		s = end + gap;
	}
}

static int draw_letters(const struct prompt *p, struct canvas *c, struct area a)
{
	struct bytes text = BYTES_INIT;
	int used;

	wrap(p, a.width, &text);
	used = canvas_put_last_lines(c, a, ROLE_LABEL, text.data, text.len);
	canvas_cursor(c, a.y, a.x);
	bytes_release(&text);
	return used;
}

/* Where the answer begins that stands behind its question. */
static int answer_x(const struct prompt *p)
{
	const char *s = p->question.data;

	/* a full-width colon has its blank in itself */
	return text_cols(s, p->question.len) + !text_ends(s, "：");
}

int prompt_lines(const struct prompt *p, int w_cols)
{
	struct bytes text = BYTES_INIT;
	int n;

	if (!p->letters)
		return w_cols - answer_x(p) >= LEAST_ANSWER
			       ? 1
			       : canvas_lines(w_cols, p->question.data,
					      p->question.len) +
					 1;
	wrap(p, w_cols, &text);
	n = canvas_lines(w_cols, text.data, text.len);
	bytes_release(&text);
	return n;
}

/* A short question stands before its answer, a long one above it. */
int prompt_draw(struct prompt *p, struct canvas *c, struct area a)
{
	const char *s = p->question.data;
	int x = answer_x(p), used = 1;
	struct area field = { a.y, a.x + x, 1, a.width - x };

	if (p->letters)
		return draw_letters(p, c, a);
	if (field.width < LEAST_ANSWER) {
		int room = a.height < 2 ? a.height : a.height - 1;

		used = canvas_put_lines(
			c, (struct area){ a.y, a.x, room, a.width }, ROLE_LABEL,
			s, p->question.len);
		field = (struct area){ a.y + used, a.x, 1, a.width };
		used++;
		if (a.height < 2)
			field = (struct area){ a.y, a.x, 1, a.width };
	} else {
		canvas_put_str(c, a.y, a.x, x, ROLE_LABEL, s);
	}
	field_editor_draw(&p->editor, c, field);
	return used;
}
