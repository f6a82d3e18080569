import { type Compiled, type Context, type Output, rootFrame } from './frame.ts';

/** Runs a template's top level, and that of the templates it extends. */
export function runTemplate(template: Compiled, context: Context, output: Output): void {
  context.addBlocks(template);
  let current: Compiled | undefined = template;
  while (current !== undefined) {
    const frame = rootFrame(context);
    current.execute(frame, output);
    current = frame.root.extended;
    if (current !== undefined) output.length = frame.root.kept;
  }
}
