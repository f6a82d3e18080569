import type { NodeTag } from './builder.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import type { Token } from './token.ts';

const core = 'tag:yaml.org,2002:';

/** What `%TAG` and `%YAML` say, and tags in their short form (`!!str`). */
export class TagHandles {
  readonly #prefixes = new Map([
    ['!', '!'],
    ['!!', core],
  ]);
  /** Whether there was a directive, after which `---` has to follow. */
  declared = false;

  /** @throws SyntaxProblem for a directive that YAML 1.1 does not have */
  directive({ text, offset, end }: Token): void {
    this.declared = true;
    const length = end - offset;
    const version = /^%YAML\s+(\d+)\.\d+$/.exec(text);
    const tag = /^%TAG\s+(!(?:[\w-]*!)?)\s+(\S+)$/.exec(text);
    if (tag !== null) this.#prefixes.set(tag[1] ?? '', tag[2] ?? '');
    else if (version === null)
      throw new SyntaxProblem(`Cannot read the file: "${text}" is no directive of YAML`, offset, { length });
    else if (version[1] !== '1') throw new SyntaxProblem('Cannot read the file: only YAML 1 is supported', offset, { length });
  }

  /** @throws SyntaxProblem for a handle that `%TAG` does not define */
  resolve({ text, offset, end }: Token): NodeTag {
    const full = this.#full(text);
    if (full === undefined) {
      throw new SyntaxProblem(`Cannot read the tag "${text}": its handle is not defined`, offset, {
        length: end - offset,
        hint: 'quote a value that starts with "!"',
      });
    }
    return { name: full.startsWith(core) ? `!!${full.slice(core.length)}` : full, offset, length: end - offset };
  }

  #full(text: string): string | undefined {
    if (text === '!') return '';
    const verbatim = /^!<(.*)>$/.exec(text);
    if (verbatim !== null) return verbatim[1];
    const [, handle = '', suffix = ''] = /^(!(?:[\w-]*!)?)(.*)$/.exec(text) ?? [];
    const prefix = this.#prefixes.get(handle);
    return prefix === undefined ? undefined : prefix + decode(suffix);
  }
}

function decode(suffix: string): string {
  return suffix.includes('%')
    ? suffix.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : suffix;
}

/** A tag ends with white space, or with a comma in brackets. @throws SyntaxProblem */
export function checkTag(lexeme: string, text: string, offset: number, inFlow: boolean): string {
  const next = text[offset + lexeme.length] ?? ' ';
  if (/\s/.test(next) || (inFlow && next === ',')) return lexeme;
  throw new SyntaxProblem(`Cannot read the tag "${lexeme}": a space is to follow`, offset, {
    length: lexeme.length,
    hint: 'quote a value that starts with "!"',
  });
}
