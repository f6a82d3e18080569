import { DroverError } from '../core/errors.ts';
import { text, typeName } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
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
  const { stats } = turn.play.run;
  for (const [key, value] of data) {
    const name = text(key);
    stats.set(name, aggregate ? combined(stats.get(name), value) : value);
  }
  return new Map<Value, Value>([['changed', false]]);
}

/** Numbers add up, lists and dicts join, anything else is replaced. */
function combined(before: Value | undefined, value: Value): Value {
  if (typeof before === 'number' && typeof value === 'number') return before + value;
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  return before instanceof Map && value instanceof Map ? new Map([...before, ...value]) : value;
}
