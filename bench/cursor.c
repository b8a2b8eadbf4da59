#include "cursor.h"

#include <string.h>
#include <vterm.h>

enum { HEIGHT = 24, WIDTH = 80, ROW_BYTES = WIDTH * 32 };

static VTerm *terminal;
static VTermScreen *screen;
static VTermPos seen;
static char seen_text[ROW_BYTES];

static void begin(void)
{
	if (terminal)
		return;
	terminal = vterm_new(HEIGHT, WIDTH);
	vterm_set_utf8(terminal, 1);
	screen = vterm_obtain_screen(terminal);
	vterm_screen_enable_altscreen(screen, 1);
	vterm_screen_reset(screen, 1);
}

void cursor_feed(const char *s, size_t n)
{
	begin();
	vterm_input_write(terminal, s, n);
}

bool cursor_has_moved(void)
{
	char text[ROW_BYTES] = "";
	VTermPos now;

	begin();
	vterm_state_get_cursorpos(vterm_obtain_state(terminal), &now);
	VTermRect row = { now.row, now.row + 1, 0, WIDTH };
	vterm_screen_get_text(screen, text, sizeof text, row);
	bool has_moved = now.row != seen.row || now.col != seen.col ||
			 memcmp(text, seen_text, sizeof text) != 0;

	seen = now;
	memcpy(seen_text, text, sizeof text);
	return has_moved;
}
