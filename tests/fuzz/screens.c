/*
 * screens: bytes as keys pressed on the screens, all that there are, on a
 * screen of any size. No frame has anything in it that could harm a terminal,
 * and none is wider than its screen.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store.h"
#include "core/text.h"
#include "tui/action.h"
#include "tui/app.h"
#include "tui/app_draw.h"

enum { STEPS = 200 };

/* Bytes from here on are not a key of the list below. */
enum { TYPED = 0x80, NOTHING = 0xFC, PASTE_BEGIN, PASTE_END, RESIZE };

static const char *const forms[] = {
	"tests/forms/three-boxes/chess-club.csv",
	"tests/forms/every-kind/sample.csv",
	"samples/zhanjiang-kexie-2024.tsv",
	"tests/checks/SUM-TASK.csv",
};

/* Every key that does something, blanks between. */
#define KEYS(id, places, keys, hint, help) keys " "
static const char key_names[] = ACTION_LIST(KEYS) "Left Right ^Left";
#undef KEYS

static struct key keys[128];
static size_t n_keys;

static void begin(void)
{
	char *names = memory_copy(key_names, sizeof key_names);

	for (char *name = strtok(names, " "); name; name = strtok(NULL, " "))
		if (n_keys < 128 && key_parse(name, &keys[n_keys]))
			n_keys++;
	MUST(n_keys > 60);
	free(names);
}

/* ---- a folder of its own, where saving does no harm ---- */

static void empty_folder(void)
{
	DIR *dir = opendir(".");
	struct dirent *entry;

	MUST(dir);
	while ((entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			unlink(entry->d_name);
	closedir(dir);
}

static void copy_form(const char *relative)
{
	char *data;
	size_t n;

	MUST(store_read(fuzz_path(relative), &data, &n, NULL, NULL));
	fuzz_write("form.csv", data, n);
	free(data);
}

/* ---- keys ---- */

/* A sign that is typed; no / so that nothing leaves the folder. */
static struct key typed(unsigned which)
{
	static const uint32_t signs[] = { 0x4E2D,  0x2265,  0xFF11, 0x301,
					  0x1F44D, 0x1F3FD, 0x200D, 0x3000,
					  0xFFFD,  0x202E,  0x1B,   0xA0,
					  0x1F1E8, 0x9B,    0xFEFF, 0x7F };
	uint32_t ch = which < 16 ? signs[which] : which + 0x10;

	return (struct key){ .name = K_CHAR, .ch = ch == '/' ? '-' : ch };
}

static struct key key_of(uint8_t byte)
{
	switch (byte) {
	case NOTHING:
		return (struct key){ .name = K_NONE };
	case PASTE_BEGIN:
		return (struct key){ .name = K_PASTE_BEGIN };
	case PASTE_END:
		return (struct key){ .name = K_PASTE_END };
	default:
		return byte < TYPED ? keys[byte % n_keys] : typed(byte - TYPED);
	}
}

/* ---- what is on the screen ---- */

static void expect_frame(struct app *app, struct canvas *canvas, int height,
			 int width)
{
	struct bytes frame = BYTES_INIT;
	size_t at = 0, len;

	canvas_clear(canvas, height, width);
	app_draw(app, canvas);
	canvas_print(&frame, canvas);
	for (int y = 0; y < height; y++, at += len + 1) {
		len = strcspn(frame.data + at, "\n");
		MUST(fuzz_is_clean(frame.data + at, len));
		MUST(text_cols(frame.data + at, len) <= width);
	}
	MUST(at == frame.len);
	MUST(canvas->cursor_y < height && canvas->cursor_x < width);
	bytes_release(&frame);
}

static void press(struct app *app, const uint8_t *at, const uint8_t *end)
{
	struct canvas canvas;
	int height = 24, width = 80;

	canvas_init(&canvas, height, width);
	app_resize(app, height, width);
	for (int i = 0; i < STEPS && at < end; i++) {
		if (*at == RESIZE && end - at > 2) {
			height = 1 + at[1] % 50;
			width = 1 + at[2] % 130;
			app_resize(app, height, width);
			at += 3;
		} else {
			struct key key = key_of(*at++);

			if (app_key(app, &key) == APP_QUIT)
				break;
		}
		expect_frame(app, &canvas, height, width);
	}
	canvas_release(&canvas);
}

static void run(const char *form, const uint8_t *data, size_t n)
{
	struct failure_list faults = { 0 };
	struct form_set *set = fuzz_forms();
	struct document *doc;
	struct app *app;

	copy_form(form);
	doc = document_open(set, "form.csv", NULL, &faults);
	MUST(doc);
	app = app_new(doc);
	MUST(app_check(app, &faults));
	press(app, data, data + n);
	app_free(app);
	document_free(doc);
	empty_folder();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static int home = -1;

	if (n_keys == 0)
		begin();
	if (n == 0)
		return 0;
	if (home < 0)
		home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	MUST(home >= 0 && chdir(fuzz_folder()) == 0);
	run(forms[data[0] % 4], data + 1, n - 1);
	MUST(fchdir(home) == 0);
	return 0;
}
