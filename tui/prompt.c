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
	if (!p->letters) {
		field_editor_key(&p->editor, key);
		return PROMPT_OPEN;
	}
	uint32_t ch = folded.ch >= 'A' && folded.ch <= 'Z' ? folded.ch + 32
							   : folded.ch;
	if (folded.name != K_CHAR || ch == 0 || ch > 126 ||
	    !strchr(p->letters, (int)ch))
		return PROMPT_OPEN;
	p->letter = (char)ch;
	return answer(p, PROMPT_LETTER);
}

void prompt_draw(struct prompt *p, struct canvas *c, int y)
{
	int x = 1 + canvas_put_str(c, y, 1, c->width - 1, ROLE_LABEL,
				   p->question.data);

	if (!p->letters && x + 1 < c->width)
		field_editor_draw(
			&p->editor, c,
			(struct area){ y, x + 1, 1, c->width - x - 1 },
			ROLE_VALUE);
	else
		canvas_cursor(c, y, x < c->width ? x : c->width - 1);
}
