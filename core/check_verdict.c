#include <config.h>
#include "core/check_judge.h"

#include <string.h>

/* ---- one rule at one place ---- */

static const enum outcome outcome_of[] = {
	[TRUTH_YES] = OUTCOME_PASS,	      [TRUTH_NO] = OUTCOME_FAIL,
	[TRUTH_UNKNOWN] = OUTCOME_UNKNOWN,    [TRUTH_OPEN] = OUTCOME_ASKS,
	[TRUTH_UNREADABLE] = OUTCOME_UNKNOWN,
};

/* `only`: nothing else is asked. */
static inline struct known known_at(const struct viewpoint *at,
				    const struct instance *instance, bool only)
{
	const struct traits *traits =
		&at->check->plan->tables[1 + instance->table].traits;

	return (struct known){ .truths = traits->truths,
			       .facts = check_facts(at->check),
			       .only = only };
}

/* `knows`: the cells have been read (traits_read()). */
static enum outcome judge(struct viewpoint *at, const struct instance *instance,
			  bool knows, bool only)
{
	struct expression_world *world = viewpoint_world(at);
	const struct rule *rule = instance->rule;
	struct known known = known_at(at, instance, only);
	enum truth truth;

	/* a 文件 rule: see check_fail_file() */
	if (!rule->requirement)
		return OUTCOME_PASS;
	at->self = instance->self;
	if (rule->condition) {
		known.refs = knows ? instance->condition : NULL;
		truth = expression_truth_known(rule->condition, &known, world);
		if (truth == TRUTH_NO)
			return OUTCOME_NOT_APPLICABLE;
		if (truth != TRUTH_YES)
			return outcome_of[truth];
	}
	known.refs = knows ? instance->requirement : NULL;
	return outcome_of[expression_truth_known(rule->requirement, &known,
						 world)];
}

enum outcome instance_judge(struct viewpoint *at,
			    const struct instance *instance)
{
	return judge(at, instance, true, false);
}

enum outcome instance_judge_alone(struct viewpoint *at,
				  const struct instance *instance)
{
	return judge(at, instance, false, false);
}

enum outcome instance_judge_classes(struct viewpoint *at,
				    const struct instance *instance)
{
	return judge(at, instance, true, true);
}

bool instance_applies(struct viewpoint *at, const struct instance *instance)
{
	struct known known = known_at(at, instance, true);
	const struct expression *condition = instance->rule->condition;

	known.refs = instance->condition;
	at->self = instance->self;
	return !condition ||
	       expression_truth_known(condition, &known, viewpoint_world(at)) ==
		       TRUTH_YES;
}

size_t failure_next(const unsigned char *outcomes, size_t n, size_t k)
{
	const unsigned char *at =
		k < n ? memchr(outcomes + k, OUTCOME_FAIL, n - k) : NULL;

	return at ? (size_t)(at - outcomes) : n;
}

/* ---- what all rules say of a row ---- */

/* Of the failures of a group only the worst are shown. */
void hide_in_group(const struct instance *instances, size_t n,
		   unsigned char *outcomes)
{
	for (size_t k = 0; (k = failure_next(outcomes, n, k)) < n; k++)
		for (size_t j = 0; outcomes[k] == OUTCOME_FAIL &&
				   (j = failure_next(outcomes, n, j)) < n;
		     j++)
			if (instances[j].group == instances[k].group &&
			    instances[j].rule->severity >
				    instances[k].rule->severity)
				outcomes[k] = OUTCOME_HIDDEN;
}

/* In a row, what is less than an error waits until the error at its cell is
   mended: it speaks of a text that won't stay. */
static void hide_behind_errors(const struct instance *instances, size_t n,
			       unsigned char *outcomes)
{
	for (size_t j = 0; (j = failure_next(outcomes, n, j)) < n; j++) {
		if (instances[j].rule->severity != SEVERITY_ERROR)
			continue;
		for (size_t k = 0; (k = failure_next(outcomes, n, k)) < n; k++)
			if (instances[k].place == instances[j].place &&
			    instances[k].rule->severity < SEVERITY_ERROR)
				outcomes[k] = OUTCOME_HIDDEN;
	}
}

void check_count_in(const struct check *check, size_t (*counts)[SEVERITIES],
		    const struct instance *instance, size_t step)
{
	size_t all = (size_t)check->def->n_screens;
	enum severity severity = instance->rule->severity;

	counts[all][severity] += step;
	if (instance->place >= 0)
		counts[check->def->fields[instance->place].screen][severity] +=
			step;
}

static void number(struct table_plan *plan, struct verdict *v)
{
	MEMORY_ADD(plan->by_number, plan->n_verdicts, plan->cap_verdicts) = v;
	v->number = (uint32_t)plan->n_verdicts;
}

const struct verdict *verdict_of(const struct check *check, int table,
				 uint32_t row_id)
{
	uint32_t number = check->tables[table].verdicts[row_id];

	return number ? check->plan->tables[1 + table].by_number[number - 1]
		      : NULL;
}

struct verdict *verdict_find(struct check *check, int table)
{
	struct table_state *t = &check->tables[table];
	struct table_plan *plan = &check->plan->tables[1 + table];
	const struct instance *own = &check->plan->instances[plan->first];
	bool is_new;
	struct verdict *v = memo_find(&plan->verdicts, t->judged, &is_new);

	if (!is_new)
		return v;
	number(plan, v);
	memcpy(v->outcomes, t->judged, plan->n);
	hide_in_group(own, plan->n, v->outcomes);
	hide_behind_errors(own, plan->n, v->outcomes);
	v->fails = failure_next(v->outcomes, plan->n, 0) < plan->n;
	v->asks = memchr(v->outcomes, OUTCOME_ASKS, plan->n);
	return v;
}

static void verdict_count(struct check *check, int table,
			  const struct verdict *v, size_t step)
{
	const struct table_plan *plan = &check->plan->tables[1 + table];

	if (!v->fails)
		return;
	for (size_t k = 0;
	     (k = failure_next(v->outcomes, plan->n, k)) < plan->n; k++)
		check_count_in(check, check->row_counts,
			       &check->plan->instances[plan->first + k], step);
}

void verdict_set(struct check *check, int table, const struct row *row,
		 struct verdict *v)
{
	const struct verdict *own = verdict_of(check, table, row->id);

	if (own == v)
		return;
	if (own)
		verdict_count(check, table, own, (size_t)-1);
	if (v)
		verdict_count(check, table, v, 1);
	check->tables[table].verdicts[row->id] = v ? v->number : 0;
}
