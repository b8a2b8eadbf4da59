/* indicators.csv and targets.csv: the tree, and how values are read. */
#include <config.h>
#include "core/definition_read.h"

#include <string.h>

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

void definition_read_tree(struct definition *def, struct failure_list *faults)
{
	struct def_file file;
	bool ok = def_file_open(&file, def, "indicators.csv", tree_headings,
				faults);

	while (ok && def_file_next(&file)) {
		const char *printed = def_cell(&file, PRINTED);
		int rows = 0;

		if (!*def_cell(&file, LEVEL1))
			def_fault(&file, FAILURE_DEF_VALUE, LEVEL1, "");
		if (*printed && !def_number(printed, &rows))
			def_fault(&file, FAILURE_DEF_VALUE, PRINTED, printed);
		tree_add(&def->tree, def_cell(&file, TREE),
			 def_cell(&file, LEVEL1), def_cell(&file, LEVEL2),
			 def_cell(&file, ALIASES), rows,
			 def_cell(&file, LEVEL3), def_cell(&file, RELATION),
			 def_cell(&file, VALUE), def_cell(&file, UNIT),
			 def_cell(&file, HELP));
	}
	def_file_release(&file);
}

enum { NAME, KIND, PATTERN, READ_AS, EXAMPLE, COUNTER };

static const char *const target_headings[] = { [NAME] = "名称",
					       [KIND] = "类别",
					       [PATTERN] = "写法",
					       [READ_AS] = "读作",
					       [EXAMPLE] = "例",
					       [COUNTER] = "反例",
					       NULL };

static bool is_building_block(const char *kind)
{
	return strcmp(kind, "词") == 0 || strcmp(kind, "段") == 0;
}

static void add_target(struct def_file *file)
{
	struct failure f = { 0 };

	if (!target_set_add(file->def->targets, def_cell(file, NAME),
			    def_cell(file, KIND), def_cell(file, PATTERN),
			    def_cell(file, READ_AS), &f)) {
		int heading = f.code == FAILURE_DEF_VALUE ? KIND : PATTERN;

		failure_detail(
			def_fault(file, f.code, heading,
				  f.value ? f.value : def_cell(file, PATTERN)),
			"%s", f.detail ? f.detail : "");
	}
	failure_release(&f);
}

static void try_example(struct def_file *file, int column, int row,
			bool reaches)
{
	const char *example = def_cell(file, column);
	struct target_set *set = file->def->targets;

	if (!*example)
		return;
	bool reached = target_set_row(set, example, strlen(example)) == row;

	if (target_set_gave_up(set) >= 0)
		def_fault(file, FAILURE_DEF_SLOW, column, example);
	else if (reached != reaches)
		def_fault(file, FAILURE_DEF_EXAMPLE, column, example);
}

/* An example must reach its own row, a counter-example must not. */
static void try_target(struct def_file *file, int row)
{
	if (!*def_cell(file, EXAMPLE) || !*def_cell(file, COUNTER))
		def_fault(file, FAILURE_DEF_NO_EXAMPLE, EXAMPLE,
			  def_cell(file, NAME));
	try_example(file, EXAMPLE, row, true);
	try_example(file, COUNTER, row, false);
}

/* The examples are run by `jixiao forms check` and the tests, not at every
   start: see definition_check_targets(). */
void definition_read_targets(struct definition *def,
			     struct failure_list *faults)
{
	struct def_file file;
	bool ok = def_file_open(&file, def, "targets.csv", target_headings,
				faults);

	while (ok && def_file_next(&file))
		add_target(&file);
	def_file_release(&file);
}

bool definition_check_targets(struct definition *def,
			      struct failure_list *faults)
{
	size_t before = faults->n;
	struct def_file file;
	bool ok = def_file_open(&file, def, "targets.csv", target_headings,
				faults);

	for (int row = 0; ok && def_file_next(&file);)
		if (!is_building_block(def_cell(&file, KIND)))
			try_target(&file, row++);
	def_file_release(&file);
	return faults->n == before;
}
