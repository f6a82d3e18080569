import { DroverError } from '../core/errors.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { isVariableName } from '../language/parse-variables.ts';
import { isYes } from './bool.ts';
import { argumentOf, type EffectTurn } from './directive-turn.ts';

/** Runs `set_stats`: data for the end of the run. */
export function setStats(turn: EffectTurn): Dict {
  const data = argumentOf(turn, 'data') ?? new Map();
  if (!(data instanceof Map)) {
    throw new DroverError('MODULE_ARGS', `Cannot set statistics: "data" is a ${typeName(data)}, a mapping is wanted`, {
      span: turn.task.action.span,
    });
  }
  const aggregate = isYes(argumentOf(turn, 'aggregate') ?? true);
  const perHost = isYes(argumentOf(turn, 'per_host') ?? false);
  const named = [...data].map(([key, value]) => [nameOf(key, turn), value] as const);
  const { stats } = turn.play.run;
  // What is told of a host is not told of the run.
  if (!perHost) for (const [name, value] of named) stats.set(name, aggregate ? combined(stats.get(name), value) : value);
  return new Map<Value, Value>([['changed', false]]);
}

/** A name may be a template. */
function nameOf(key: Value, { templates, task }: EffectTurn): string {
  const name = text(templates.value(key));
  if (isVariableName(name)) return name;
  throw new DroverError('MODULE_ARGS', `Cannot set statistics: "${name}" is not a valid variable name`, {
    span: task.action.span,
  });
}

/** Numbers add up, texts, lists and dicts join, anything else is replaced. */
function combined(before: Value | undefined, value: Value): Value {
  if (typeof before === 'number' && typeof value === 'number') return before + value;
  if (typeof before === 'string' && typeof value === 'string') return before + value;
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  return before instanceof Map && value instanceof Map ? new Map([...before, ...value]) : value;
}
