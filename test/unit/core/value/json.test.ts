import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../../src/core/value/json.ts';
import { Float, type Value } from '../../../../src/core/value/types.ts';

describe('jsonText', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [5, '5'],
    [12345678901234567890n, '12345678901234567890'],
    [new Float(1), '1.0'],
    [new Float(Number.NaN), 'NaN'],
    ['é"\n😀', '"\\u00e9\\"\\n\\ud83d\\ude00"'],
    [[1, 'a', []], '[1, "a", []]'],
    [
      new Map<Value, Value>([
        ['a', [1, 2]],
        [1, null],
        [true, 'x'],
      ]),
      '{"a": [1, 2], "1": null, "true": "x"}',
    ],
  ] as [Value, string][])("writes %o as Python's json.dumps does", (value, json) => {
    expect(jsonText(value)).toBe(json);
  });
});
