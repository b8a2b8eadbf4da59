/* indicators.csv and targets.csv: the tree, and how values are read. */
#include <config.h>
#include "core/definition_read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/near_names.h"
#include "core/text.h"

enum {
	TREE,
	LEVEL1,
	LEVEL2,
	ALIASES,
	PRINTED,
	LEVEL3,
	RELATION,
	VALUE,
	UNIT,
	HELP
};

static const char *const tree_headings[] = { [TREE] = "树",
					     [LEVEL1] = "一级指标",
					     [LEVEL2] = "二级指标",
					     [ALIASES] = "别名",
					     [PRINTED] = "行数",
					     [LEVEL3] = "三级指标",
					     [RELATION] = "关系",
					     [VALUE] = "指标值",
					     [UNIT] = "单位",
					     [HELP] = "说明",
					     NULL };

/* ---- indicators.csv ---- */

/* = would be run by a spreadsheet: it is written 等于. */
static const char *const relations[] = { "≥", "≤", ">", "<", "等于", NULL };

/* Each level belongs to the one above, and a usual target to a level 3. */
static int deepest_level(const struct def_file *file)
{
	if (*def_cell(file, LEVEL3) || *def_cell(file, RELATION) ||
	    *def_cell(file, VALUE) || *def_cell(file, UNIT))
		return LEVEL3;
	return *def_cell(file, LEVEL2) ? LEVEL2 : LEVEL1;
}

/* The same levels of one tree stand once. */
static void check_levels(struct def_file *file, struct def_notes *notes)
{
	static const int levels[] = { TREE, LEVEL1, LEVEL2, LEVEL3, -1 };
	int deepest = deepest_level(file);
	size_t line = def_note_joined(notes, file, levels, def_line(file));

	for (int i = 0; levels[i] >= 0 && levels[i] <= deepest; i++)
		if (!*def_cell(file, levels[i]))
			def_fault_blank(file, levels[i]);
	if (line)
		def_fault_twice(file, deepest, def_cell(file, deepest), line);
}

static void read_node(struct def_file *file, struct def_notes *notes)
{
	const char *printed = def_cell(file, PRINTED);
	const char *relation = def_cell(file, RELATION);
	int rows = 0;

	check_levels(file, notes);
	if (*printed && !def_number(printed, &rows))
		def_fault(file, FAILURE_DEF_NUMBER, PRINTED, printed);
	if (*relation && !def_is_one_of(relations, relation))
		def_fault_choice(file, RELATION, relations);
	tree_add(&file->def->tree, def_cell(file, TREE), def_cell(file, LEVEL1),
		 def_cell(file, LEVEL2), def_cell(file, ALIASES), rows,
		 def_cell(file, LEVEL3), relation, def_cell(file, VALUE),
		 def_cell(file, UNIT), def_cell(file, HELP));
}

void definition_read_tree(struct definition *def, struct failure_list *faults)
{
	struct def_file file;
	struct def_notes notes = { 0 };
	bool ok = def_file_open(&file, def, def->folder, "indicators.csv",
				tree_headings, faults);

	while (ok && def_file_next(&file))
		read_node(&file, &notes);
	def_notes_release(&notes);
	def_file_release(&file);
}

/* ---- targets.csv ---- */

#define TARGETS "targets.csv"

enum { NAME, KIND, PATTERN, READ_AS, EXAMPLE, COUNTER };

static const char *const target_headings[] = { [NAME] = "名称",
					       [KIND] = "类别",
					       [PATTERN] = "写法",
					       [READ_AS] = "读作",
					       [EXAMPLE] = "例",
					       [COUNTER] = "反例",
					       NULL };

/* What has been defined for {braces}. */
struct blocks {
	struct def_notes lists, parts;
};

static bool is_list(const struct def_file *file)
{
	return strcmp(def_cell(file, KIND), "词") == 0;
}

static bool is_part(const struct def_file *file)
{
	return strcmp(def_cell(file, KIND), "段") == 0;
}

/* Values are folded before they are read, so no such word is ever met. */
static bool has_wide_word(struct def_file *file)
{
	const char *s = def_cell(file, PATTERN);
	struct failure f = { .code = FAILURE_DEF_PATTERN_WIDE };
	uint32_t code = 0;
	size_t at = 0, len = 0;

	do {
		at += len;
		len = text_decode(s + at, strlen(s + at), &code);
	} while (len && (code < 0xFF01 || code > 0xFF5E));
	if (!len)
		return false;
	failure_at(&f, s, at);
	failure_value(&f, s + at, len);
	def_fault_inside(file, PATTERN, &f);
	failure_release(&f);
	return true;
}

/* A list may go on in another row, a part may not, and neither may have the
   other's name. */
static void check_block(struct def_file *file, struct blocks *blocks)
{
	const char *name = def_cell(file, NAME);
	size_t at = def_line(file), line;

	if (is_list(file)) {
		line = def_noted(&blocks->parts, name);
		def_note(&blocks->lists, name, at);
	} else {
		line = def_noted(&blocks->lists, name);
		if (!line)
			line = def_note(&blocks->parts, name, at);
	}
	if (line)
		def_fault_twice(file, NAME, name, line);
}

/* Whoever speaks of a refused part is not to blame as well, nor of what a row
   may be that was passed over. */
static bool is_refused_block(const struct def_file *file,
			     const struct blocks *blocks,
			     const struct failure *f)
{
	return f->code == FAILURE_DEF_UNKNOWN &&
	       (file->has_skipped || def_noted(&blocks->parts, f->value));
}

/* Only a list says what it is read as; only a row that reads has examples. */
static void check_cells(struct def_file *file)
{
	bool is_block = is_list(file) || is_part(file);

	for (int i = NAME; i <= COUNTER; i++) {
		const char *cell = def_cell(file, i);
		bool is_stray =
			i == READ_AS ? !is_list(file) : i > READ_AS && is_block;

		if (i <= PATTERN && !*cell)
			def_fault_blank(file, i);
		if (is_stray && *cell)
			def_fault(file, FAILURE_DEF_STRAY, i, cell);
	}
}

static void read_target(struct def_file *file, struct blocks *blocks)
{
	const char *pattern = def_cell(file, PATTERN);
	struct failure f = { 0 };

	check_cells(file);
	if (is_list(file) || is_part(file))
		check_block(file, blocks);
	if (is_list(file) && has_wide_word(file))
		pattern = "";
	if (*def_cell(file, KIND) &&
	    !target_set_add(file->def->targets, def_cell(file, NAME),
			    def_cell(file, KIND), pattern,
			    def_cell(file, READ_AS), &f) &&
	    !is_refused_block(file, blocks, &f))
		def_fault_inside(
			file, f.code == FAILURE_DEF_VALUE ? KIND : PATTERN, &f);
	failure_release(&f);
}

/* A link that leads nowhere is one, too: it was meant. */
static bool has_targets(const char *folder)
{
	struct bytes path = BYTES_INIT;
	struct stat st;
	bool found;

	bytes_printf(&path, "%s/" TARGETS, folder);
	found = lstat(path.data, &st) == 0;
	bytes_release(&path);
	return found;
}

/* Its own, or else those that all forms share. */
static bool open_targets(struct def_file *file, struct definition *def,
			 struct failure_list *faults)
{
	const char *const *shared = def->shared;
	const char *folder = def->folder;

	if (!has_targets(folder)) {
		while (shared && *shared && !has_targets(*shared))
			shared++;
		if (shared && *shared)
			folder = *shared;
	}
	return def_file_open(file, def, folder, TARGETS, target_headings,
			     faults);
}

/* The examples are run by `jixiao forms check` and the tests, not at every
   start: see definition_check_targets(). */
bool definition_read_targets(struct definition *def,
			     struct failure_list *faults)
{
	struct def_file file;
	struct blocks blocks = { 0 };
	bool ok = open_targets(&file, def, faults);

	while (ok && def_file_next(&file))
		read_target(&file, &blocks);
	free(blocks.lists.items);
	free(blocks.parts.items);
	def_file_forget(&file);
	return ok;
}

/* The names of the rows that read, by the number that target_set_row() gives;
   free() it. */
static const char **reading_rows(struct def_file *file)
{
	const char **names = memory_array(file->grid.n_records, sizeof *names);
	size_t n = 0;

	while (def_file_next(file))
		if (!is_list(file) && !is_part(file))
			names[n++] = def_cell(file, NAME);
	file->at = 1;
	return names;
}

static void try_example(struct def_file *file, int own, const char **names)
{
	const char *example = def_cell(file, EXAMPLE);
	int row = target_set_row(file->def->targets, example, strlen(example));

	if (!*example)
		def_fault(file, FAILURE_DEF_NO_EXAMPLE, EXAMPLE,
			  def_cell(file, NAME));
	else if (target_set_gave_up(file->def->targets) >= 0)
		def_fault(file, FAILURE_DEF_SLOW, EXAMPLE, example);
	else if (row < 0)
		def_fault(file, FAILURE_DEF_EXAMPLE_UNREAD, EXAMPLE, example);
	else if (row != own)
		failure_detail(def_fault(file, FAILURE_DEF_EXAMPLE_ROW, EXAMPLE,
					 example),
			       "%s", names[row]);
}

static void try_counter_example(struct def_file *file, int own)
{
	const char *counter = def_cell(file, COUNTER);
	int row = target_set_row(file->def->targets, counter, strlen(counter));

	if (!*counter)
		def_fault(file, FAILURE_DEF_NO_EXAMPLE, COUNTER,
			  def_cell(file, NAME));
	else if (target_set_gave_up(file->def->targets) >= 0)
		def_fault(file, FAILURE_DEF_SLOW, COUNTER, counter);
	else if (row == own)
		def_fault(file, FAILURE_DEF_COUNTER_EXAMPLE, COUNTER, counter);
}

bool definition_check_targets(struct definition *def,
			      struct failure_list *faults)
{
	size_t before = faults->n;
	struct def_file file;
	const char **names = NULL;

	if (open_targets(&file, def, faults))
		names = reading_rows(&file);
	for (int row = 0; names && def_file_next(&file);) {
		if (is_list(&file) || is_part(&file))
			continue;
		try_example(&file, row, names);
		try_counter_example(&file, row++);
	}
	free(names);
	def_file_forget(&file);
	return faults->n == before;
}

/* ---- names that are nearly others ---- */

/* As levels are compared. */
static const char *folded_level(struct def_file *file, int heading)
{
	struct bytes out = BYTES_INIT;

	tree_fold(&out, def_cell(file, heading));
	return bytes_keep(&out, &file->def->arena);
}

static void note_near(struct def_file *file, struct near_names *names,
		      int heading, struct failure_list *notes)
{
	file->faults = notes;
	for (size_t i = 0; i < names->n; i++) {
		const struct near_name *meant = near_names_of(names, i);
		struct failure *note;

		if (!meant)
			continue;
		def_file_seek(file, names->items[i].line);
		note = def_fault(file, FAILURE_DEF_NEAR, heading,
				 names->items[i].name);
		note->other = meant->line;
		failure_detail(note, "%s", meant->name);
	}
	near_names_release(names);
}

/* What is wrong with the file was said when the definition was read. */
static void find_near_levels(struct definition *def, struct failure_list *said,
			     struct failure_list *notes)
{
	struct near_names first = { 0 }, second = { 0 };
	struct def_file file;
	bool ok = def_file_open(&file, def, def->folder, "indicators.csv",
				tree_headings, said);

	while (ok && def_file_next(&file)) {
		const char *level1 = folded_level(&file, LEVEL1);
		const char *level2 = def_cell(&file, LEVEL2);
		size_t line = def_line(&file);

		near_names_add(&first, "", def_cell(&file, LEVEL1), level1,
			       line);
		if (*level2)
			near_names_add(&second, level1, level2,
				       folded_level(&file, LEVEL2), line);
	}
	note_near(&file, &first, LEVEL1, notes);
	note_near(&file, &second, LEVEL2, notes);
	def_file_forget(&file);
}

/* A list goes on in another row: a row of another name is another list. */
static void find_near_lists(struct definition *def, struct failure_list *said,
			    struct failure_list *notes)
{
	struct near_names names = { 0 };
	struct def_file file;
	bool ok = open_targets(&file, def, said);

	while (ok && def_file_next(&file))
		if (is_list(&file))
			near_names_add(&names, "", def_cell(&file, NAME),
				       def_cell(&file, NAME), def_line(&file));
	note_near(&file, &names, NAME, notes);
	def_file_forget(&file);
}

void definition_find_near(struct definition *def, struct failure_list *notes)
{
	struct failure_list said = { 0 };

	find_near_levels(def, &said, notes);
	find_near_lists(def, &said, notes);
	failure_list_release(&said);
	failure_list_sort(notes);
}
