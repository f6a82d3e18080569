import { compileTemplate } from './compile-template.ts';
import { escapeBackslashes } from './escape-backslashes.ts';
import type { Compiled } from './frame.ts';
import { parsedTemplate } from './parse-cache.ts';
import { ansibleSyntax, type Syntax } from './syntax.ts';

/** Compiled templates of one syntax by their text; `doubled` where backslashes in strings count twice. */
interface Cache {
  readonly plain: Map<string, Compiled>;
  readonly doubled: Map<string, Compiled>;
}

const caches = new Map<string, Cache>();
const usual: Cache = { plain: new Map(), doubled: new Map() };

function cacheOf(syntax: Syntax, extensions: ReadonlySet<string>): Cache {
  if (syntax === ansibleSyntax && extensions.size === 0) return usual;
  const key = JSON.stringify([syntax, [...extensions]]);
  const cache = caches.get(key) ?? { plain: new Map(), doubled: new Map() };
  caches.set(key, cache);
  return cache;
}

const noExtensions: ReadonlySet<string> = new Set();

export interface CompileOptions {
  readonly syntax?: Syntax;
  readonly extensions?: ReadonlySet<string>;
  /** Doubles the backslashes of string literals within `{{ }}`, as Ansible does for task arguments. */
  readonly doubleBackslashes?: boolean;
}

/**
 * The template ready to run; each text is read once in the life of the process.
 *
 * @throws TemplateSyntaxError
 */
export function compiled(text: string, options: CompileOptions = {}): Compiled {
  const { syntax = ansibleSyntax, extensions = noExtensions } = options;
  const doubles = options.doubleBackslashes === true && text.includes('\\');
  const cache = cacheOf(syntax, extensions)[doubles ? 'doubled' : 'plain'];
  const known = cache.get(text);
  if (known !== undefined) return known;
  const source = doubles ? escapeBackslashes(text, syntax) : text;
  const made = compileTemplate(parsedTemplate(source, syntax, extensions));
  cache.set(text, made);
  return made;
}
