import type { Located, Play, Task } from '../language/ast.ts';
import { emptyFields } from '../language/parse-task.ts';

/**
 * `Gathering Facts` as the task that a play begins with (ansible-core 2.18): with the play's own options, and always
 * where the play has no tags.
 */
export function gatheringTask({ span, gatherSubset, gatherTimeout, factPath, keywords }: Play): Task {
  const options = { gather_subset: asList(gatherSubset), gather_timeout: gatherTimeout, fact_path: factPath };
  const args = Object.entries(options).filter((option): option is [string, Located] => option[1] !== undefined);
  return {
    ...emptyFields(),
    kind: 'task',
    name: { value: 'Gathering Facts', span },
    action: { name: 'ansible.builtin.gather_facts', span, args: new Map(args), entries: [] },
    keywords: keywords.tags === undefined ? { tags: [{ value: 'always', span }] } : {},
    span,
  };
}

/** A play takes a string for a list of one, commas or not; a template may give the list. */
function asList(subset: Located | undefined): Located | undefined {
  if (typeof subset?.value !== 'string' || subset.value.includes('{{')) return subset;
  return { ...subset, value: [subset.value] };
}
