import { DroverError } from '../../../core/errors.ts';
import { splitLines } from '../../../core/lines.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call, Lookup } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { stripRight } from '../python/whitespace.ts';

/** ansible-core 2.18.6's lookups that run a command beside the playbook. */
export const commandLookups: Readonly<Record<string, Lookup>> = {
  pipe: (terms, call) => terms.map((term) => stripRight(output(term, call))),
  lines: (terms, call) => terms.flatMap((term) => splitLines(output(term, call))),
};

function output(term: Value, call: Call): string {
  const command = stringOnly(term, "look up a command's output");
  const { controller } = call.environment;
  const { code, stdout, stderr } = controller.pipe(command, controller.directory);
  if (code === 0) return stdout;
  throw new DroverError('TEMPLATE_FAILED', `Cannot look up the output of "${command}": it returned ${code}`, {
    result: { rc: code, stderr },
  });
}
