import { beyond, limits } from '../../core/limits.ts';
import { type Compiled, type Context, type Output, rootFrame } from './frame.ts';

/** Runs a template's top level, and that of the templates it extends. */
export function runTemplate(template: Compiled, context: Context, output: Output): void {
  context.addBlocks(template);
  let current: Compiled | undefined = template;
  let depth = 0;
  while (current !== undefined) {
    const frame = rootFrame(context);
    current.execute(frame, output);
    current = frame.root.extended;
    depth += 1;
    if (depth > limits['extends-depth']) throw beyond('extends-depth', 'Cannot render the template: it extends itself');
    if (current !== undefined) output.length = frame.root.kept;
  }
}
