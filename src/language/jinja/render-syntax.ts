import type { RenderOptions } from '../../core/controller.ts';
import { ansibleSyntax, type Syntax } from './syntax.ts';

/** The syntax that the arguments of the template module ask for. */
export function syntaxOf(options: RenderOptions): Syntax {
  const given: Partial<Record<keyof Syntax, unknown>> = {
    blockStart: options.blockStart,
    blockEnd: options.blockEnd,
    variableStart: options.variableStart,
    variableEnd: options.variableEnd,
    commentStart: options.commentStart,
    commentEnd: options.commentEnd,
    trimBlocks: options.trimBlocks,
    lstripBlocks: options.lstripBlocks,
    newlineSequence: options.newlineSequence,
  };
  const asked = Object.entries(given).filter(
    ([name, value]) => value !== undefined && value !== ansibleSyntax[name as keyof Syntax],
  );
  return asked.length === 0 ? ansibleSyntax : { ...ansibleSyntax, ...(Object.fromEntries(asked) as Partial<Syntax>) };
}
