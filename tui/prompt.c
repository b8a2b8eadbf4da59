#include <config.h>
#include "tui/prompt.h"

#include <string.h>
#include "core/text.h"

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
	bytes_clear(&p->question);
	bytes_add_str(&p->question, question);
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

int prompt_lines(const struct prompt *p, int w_cols)
{
	return p->letters
		       ? canvas_lines(w_cols, p->question.data, p->question.len)
		       : 1;
}

/* A short question stands before its answer, a long one above it. */
int prompt_draw(struct prompt *p, struct canvas *c, struct area a)
{
	const char *s = p->question.data;
	int w = text_cols(s, p->question.len), used = 1;
	struct area field = { a.y, a.x + w + 1, 1, a.width - w - 1 };

	if (p->letters || field.width < 20) {
		int room = p->letters || a.height < 2 ? a.height : a.height - 1;
		used = canvas_put_lines(
			c, (struct area){ a.y, a.x, room, a.width }, ROLE_LABEL,
			s, p->question.len);
		if (p->letters) {
			canvas_cursor(c, a.y, a.x);
			return used;
		}
		field = (struct area){ a.y + used, a.x, 1, a.width };
		used++;
		if (a.height < 2)
			field = (struct area){ a.y, a.x, 1, a.width };
	} else {
		canvas_put_str(c, a.y, a.x, w, ROLE_LABEL, s);
	}
	field_editor_draw(&p->editor, c, field, ROLE_VALUE);
	return used;
}
