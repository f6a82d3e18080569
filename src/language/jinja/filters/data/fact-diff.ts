import { linesWithEnds, splitLines } from '../../../../core/lines.ts';
import { compilePattern, matchStart } from '../../../../core/regex/regex.ts';
import { edits } from '../../../../core/sequence-matcher.ts';
import { text, truthy } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import type { Call } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { failure } from '../../python/failure.ts';
import { dumpJson } from '../../python/json-dump.ts';
import { documented, validated } from './arguments.ts';

/** ansible.utils 5.1.2's `fact_diff`: the lines of a unified diff with everything as context, as the text of a list. */
export function factDiff(value: Value, call: Call): Value {
  const [before = null, after = null, plugin = null, common = null] = documented(value, call, {
    before: { type: 'raw', required: true },
    after: { type: 'raw', required: true },
    plugin: { type: 'dict', default: new Map() },
    common: { type: 'bool', default: false },
  });
  const [name = null, vars = null] = validated(call.name, plugin as Dict, {
    name: { type: 'str', default: 'ansible.utils.native' },
    vars: { type: 'dict', default: new Map() },
  });
  if (name !== 'ansible.utils.native') throw failure('compare facts', `there is no plugin "${text(name)}"`);
  const [skipped = null] = validated(call.name, vars as Dict, { skip_lines: { type: 'list', elements: 'str' } });
  const skip = Array.isArray(skipped) ? skipped.map((pattern) => compilePattern(text(pattern))) : [];
  const isSkipped = (line: Value): boolean => skip.some((pattern) => matchStart(pattern, text(line)) !== null);
  const [a, b] = [before, after].map((side) => linesOf(skip.length === 0 ? side : withoutLines(side, isSkipped)));
  const lines = difference(a ?? [], b ?? []);
  const shown = truthy(common) ? lines.filter((line) => !/^[-+]/.test(line)) : lines;
  return text(splitLines(shown.join('').replace(ansiEscape, '')));
}

function withoutLines(side: Value, isSkipped: (line: Value) => boolean): Value {
  const lines: readonly Value[] =
    typeof side === 'string' ? splitLines(side) : side instanceof Map ? [...side.keys()] : (side as Value[]);
  if (!Array.isArray(lines)) throw failure('compare facts', 'what is compared is to be a text, a list or a dict');
  return lines.filter((line) => !isSkipped(line));
}

/** The lines of one side with their ends, a note after the last where it has none. */
function linesOf(side: Value): string[] {
  if (side === null) return [];
  const source = Array.isArray(side)
    ? `${side.map(text).join('\n')}\n`
    : side instanceof Map
      ? json(side)
      : stringOnly(side, 'compare facts');
  const lines = linesWithEnds(source);
  return lines.map((line, i) => (i < lines.length - 1 || line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`));
}

function json(side: Value): string {
  return `${dumpJson(side, { indent: '    ', sortKeys: true, itemSeparator: ',' })}\n`;
}

function difference(a: readonly string[], b: readonly string[]): string[] {
  const all = edits(a, b);
  if (all.every(({ kind }) => kind === 'equal')) return [];
  const body = all.flatMap(({ kind, aStart, aEnd, bStart, bEnd }) => {
    if (kind === 'equal') return a.slice(aStart, aEnd).map((line) => ` ${line}`);
    return [...a.slice(aStart, aEnd).map((line) => `-${line}`), ...b.slice(bStart, bEnd).map((line) => `+${line}`)];
  });
  return ['--- before\n', '+++ after\n', `@@ -${range(a)} +${range(b)} @@\n`, ...body, '\n'];
}

function range({ length }: readonly string[]): string {
  return length === 1 ? '1' : `${length === 0 ? 0 : 1},${length}`;
}

const escapeCharacter = String.fromCharCode(27);
const ansiEscape = new RegExp(`${escapeCharacter}[@-_][0-?]*[ -/]*[@-~]`, 'g');
