import { LazyDict } from '../../core/value/mapping.ts';
import { type Value, Verbatim } from '../../core/value/types.ts';
import { mayBeTemplate } from './syntax.ts';

/** What a rendering knows of where its texts come from. */
export interface TextSources {
  readonly keptTexts: ReadonlySet<string>;
  /** What its lookups answered. */
  readonly answers: readonly Value[];
  /** The variables that it read. */
  readonly reads: Iterable<string>;
  /** A variable as it is stored, undefined for one that the run made; and as it was evaluated. */
  stored(name: string): Value | undefined;
  value(name: string): Value | undefined;
}

/** Templates in templates are followed this far. */
const mostSteps = 8;

/**
 * The name of a text's class in ansible-core 2.18, which tells where it comes from: `AnsibleUnicode` from YAML,
 * `AnsibleUnsafeText` from a task's result or a lookup, `NativeJinjaText` from `to_json` and its like, else `str`. Texts
 * here carry no class: one that equals a text of the variables that were read counts as that.
 */
export function textClass(text: string, sources: TextSources): string {
  if (sources.keptTexts.has(text)) return 'NativeJinjaText';
  if (sources.answers.some((answer) => holds(answer, text))) return 'AnsibleUnsafeText';
  for (const name of sources.reads) {
    const found = classIn(name, text, sources, 0);
    if (found !== undefined) return found;
  }
  return 'str';
}

function classIn(name: string, text: string, sources: TextSources, steps: number): string | undefined {
  const stored = steps > mostSteps ? undefined : sources.stored(name);
  if (stored === undefined) return undefined;
  // A list that a template made was read from the template's text: its members are plain.
  const isMade = typeof stored === 'string' && mayBeTemplate(stored) && typeof sources.value(name) !== 'string';
  return isMade ? undefined : classOf(stored, text, sources, steps);
}

function classOf(stored: Value, text: string, sources: TextSources, steps: number): string | undefined {
  if (stored instanceof Verbatim) return holds(stored.value, text) ? 'AnsibleUnsafeText' : undefined;
  if (typeof stored === 'string') {
    if (!mayBeTemplate(stored)) return stored === text ? 'AnsibleUnicode' : undefined;
    const names = new Set(stored.match(/[A-Za-z_]\w*/g));
    return first(names, (name) => classIn(name, text, sources, steps + 1));
  }
  if (stored instanceof LazyDict) return undefined;
  if (Array.isArray(stored)) return first(stored, (item) => classOf(item, text, sources, steps));
  if (!(stored instanceof Map)) return undefined;
  return first([...stored.keys(), ...stored.values()], (item) => classOf(item, text, sources, steps));
}

function first<T>(items: Iterable<T>, search: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = search(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds(value: Value, text: string): boolean {
  if (typeof value === 'string') return value === text;
  if (value instanceof Verbatim) return holds(value.value, text);
  if (Array.isArray(value)) return value.some((item) => holds(item, text));
  return (
    value instanceof Map && !(value instanceof LazyDict) && [...value.keys(), ...value.values()].some((item) => holds(item, text))
  );
}
