/*
 * The least that a form in ncursesw can do: paints the lines of a text file,
 * moves a cursor, shows typed characters, turns a page with F6, leaves with ^Q.
 * What jixiao costs is measured against this.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

static char lines[512][1024];
static int n_lines, top;

static void paint(void)
{
	erase();
	for (int y = 0; y < LINES && top + y < n_lines; y++)
		mvaddstr(y, 0, lines[top + y]);
	move(3, 2);
	refresh();
}

static void show(wint_t ch)
{
	cchar_t cell;
	wchar_t text[2] = { (wchar_t)ch, 0 };

	if (setcchar(&cell, text, A_NORMAL, 0, NULL) == OK)
		add_wch(&cell);
	refresh();
}

int main(int argc, char **argv)
{
	FILE *f = argc > 1 ? fopen(argv[1], "r") : NULL;
	wint_t ch;
	int got, y, x;

	setlocale(LC_CTYPE, "");
	while (f && n_lines < 512 && fgets(lines[n_lines], 1024, f)) {
		lines[n_lines][strcspn(lines[n_lines], "\r\n")] = '\0';
		n_lines++;
	}
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	paint();
	while ((got = get_wch(&ch)) != ERR && ch != ('q' & 31)) {
		getyx(stdscr, y, x);
		if (got == KEY_CODE_YES && ch == KEY_DOWN)
			move(y + 1, x);
		else if (got == KEY_CODE_YES && ch == KEY_F(6)) {
			top = (top + LINES) % (n_lines ? n_lines : 1);
			paint();
		} else if (got == OK)
			show(ch);
		refresh();
	}
	return endwin();
}
