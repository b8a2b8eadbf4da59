/* The usual opinions to choose from, a key each, with a few words if need
   be. */
#include <config.h>
#include "tui/reviewing.h"

#include <string.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/say.h"
#include "tui/field_editor.h"
#include "tui/scroll.h"

enum { OPINIONS_MOST = 35 };

struct opinions {
	struct overlay overlay;
	struct arena arena;
	const char *items[OPINIONS_MOST];
	const char *words[OPINIONS_MOST]; /* NULL: it doesn't stand */
	size_t n;
	struct scroll scroll;
	struct field_editor editor; /* of the words to the one in focus */
};

static const struct overlay_kind opinions_kind, words_kind;

static bool is_writing(const struct opinions *o)
{
	return o->overlay.kind == &words_kind;
}

/* 1 to 9, then a to z. */
static char letter_of(size_t i)
{
	return (char)(i < 9 ? '1' + (int)i : 'a' + (int)(i - 9));
}

static enum overlay_turn choose_letter(struct opinions *o, uint32_t ch)
{
	for (size_t i = 0; i < o->n; i++)
		if (ch == (uint32_t)letter_of(i)) {
			o->scroll.focus = i;
			return OVERLAY_CHOSEN;
		}
	return OVERLAY_NOT_THAT;
}

static enum overlay_turn write_words(struct opinions *o)
{
	const char *words;

	if (o->n == 0)
		return OVERLAY_NOT_THAT;
	words = o->words[o->scroll.focus] ? o->words[o->scroll.focus] : "";
	field_editor_start(&o->editor, words, strlen(words), false, false);
	o->overlay.kind = &words_kind;
	return OVERLAY_OPEN;
}

static enum overlay_turn words_key(struct overlay *overlay,
				   const struct key *key)
{
	struct opinions *o = (struct opinions *)overlay;

	if (!o->editor.in_paste && key->name == K_ENTER)
		return OVERLAY_CHOSEN;
	if (!o->editor.in_paste && key->name == K_ESCAPE) {
		o->overlay.kind = &opinions_kind;
		return OVERLAY_OPEN;
	}
	return field_editor_key(&o->editor, key) ? OVERLAY_OPEN
						 : OVERLAY_NOT_THAT;
}

static enum overlay_turn opinions_key(struct overlay *overlay,
				      const struct key *key)
{
	struct opinions *o = (struct opinions *)overlay;

	if (scroll_key(&o->scroll, key, o->n))
		return OVERLAY_OPEN;
	switch (key->name) {
	case K_ENTER:
		return o->n > 0 ? OVERLAY_CHOSEN : OVERLAY_NOT_THAT;
	case K_TAB:
		return write_words(o);
	case K_ESCAPE:
		return OVERLAY_CLOSED;
	case K_CHAR:
		return choose_letter(o, key_fold(*key).ch);
	default:
		return OVERLAY_NOT_THAT;
	}
}

static void draw_words(struct opinions *o, struct canvas *c, struct area a,
		       size_t i)
{
	bool is_edited = i == o->scroll.focus && is_writing(o);

	if (!is_edited && (!o->words[i] || !*o->words[i]))
		return;
	a.x += canvas_put_str(c, a.y, a.x, a.width, ROLE_TEXT, _("："));
	a.width -= 2;
	if (is_edited)
		field_editor_draw(&o->editor, c, a);
	else
		canvas_put_str(c, a.y, a.x, a.width, ROLE_VALUE, o->words[i]);
}

static void draw_item(void *of, struct canvas *c, struct area a, size_t i)
{
	struct opinions *o = of;
	char letter[2] = { letter_of(i), '\0' };
	bool stands = o->words[i] != NULL;
	int x = a.x, w = a.width - 9;

	canvas_put_str(c, a.y, x + 2, 1, ROLE_KEY, letter);
	canvas_put_str(c, a.y, x + 4, 3, stands ? ROLE_GOOD : ROLE_DIM,
		       stands ? "[x]" : "[ ]");
	x += 8;
	int w_name = canvas_put_str(
		c, a.y, x, w, stands ? ROLE_VALUE : ROLE_TEXT, o->items[i]);
	draw_words(o, c, (struct area){ a.y, x + w_name, 1, w - w_name }, i);
}

static void opinions_draw(struct overlay *overlay, struct canvas *c,
			  struct area a)
{
	struct opinions *o = (struct opinions *)overlay;

	canvas_put_str(c, a.y, a.x + 1, a.width - 2, ROLE_HEADING,
		       o->n > 0 ? _("审核意见：按一键给一条，再按一次撤回")
				: _("这种表的定义里没有审核意见"));
	canvas_cursor(c, a.y, a.x + 1);
	scroll_draw(
		&o->scroll, c,
		(struct area){ a.y + 1, a.x + 1, a.height - 1, a.width - 1 },
		o->n, draw_item, o);
}

static bool opinions_pick(struct overlay *overlay, size_t item)
{
	struct opinions *o = (struct opinions *)overlay;

	scroll_pick(&o->scroll, item, o->n);
	return item < o->n;
}

static void opinions_release(struct overlay *overlay)
{
	struct opinions *o = (struct opinions *)overlay;

	field_editor_release(&o->editor);
	arena_release(&o->arena);
}

static const char *const hints[] = { N_("Esc返回"), N_("数字字母选"),
				     N_("Enter给或撤"), N_("Tab附几句话"),
				     NULL };
static const char *const words_hints[] = { N_("Esc返回"), N_("Enter确定"),
					   NULL };
static const struct overlay_kind opinions_kind = {
	.key = opinions_key,
	.draw = opinions_draw,
	.release = opinions_release,
	.hints = hints,
	.not_that = N_("请按意见前面的数字或字母，Esc 返回"),
	.pick = opinions_pick,
};
static const struct overlay_kind words_kind = {
	.key = words_key,
	.draw = opinions_draw,
	.release = opinions_release,
	.hints = words_hints,
	.takes_paste = true,
};

void opinions_mark(struct overlay *overlay, const struct review *review)
{
	struct opinions *o = (struct opinions *)overlay;

	for (size_t i = 0; i < o->n; i++) {
		const struct review_note *note =
			review_opinion(review, o->items[i]);

		o->words[i] =
			note ? arena_copy_str(&o->arena, note->text) : NULL;
	}
	o->overlay.kind = &opinions_kind;
}

struct overlay *opinions_new(const char *opinions, const struct review *review)
{
	struct opinions *o = memory_alloc(sizeof *o);

	o->scroll = SCROLL_INIT;
	field_editor_init(&o->editor);
	while (*opinions && o->n < OPINIONS_MOST) {
		size_t n = strcspn(opinions, "|"), n_trimmed = n;
		const char *s = opinions;

		text_trim(&s, &n_trimmed);
		if (n_trimmed > 0)
			o->items[o->n++] = arena_copy(&o->arena, s, n_trimmed);
		opinions += n + (opinions[n] == '|');
	}
	opinions_mark(&o->overlay, review);
	return &o->overlay;
}

const char *opinions_chosen(const struct overlay *overlay)
{
	const struct opinions *o = (const struct opinions *)overlay;

	return o->items[o->scroll.focus];
}

const char *opinions_words(const struct overlay *overlay)
{
	struct opinions *o = (struct opinions *)overlay;

	if (!is_writing(o))
		return NULL;
	field_editor_settle(&o->editor);
	return o->editor.text.data;
}
