import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/core/diagnostic.ts';
import { formatSpan } from '../../../src/core/span.ts';
import { validatePlaybook } from '../../../src/engine/validate.ts';
import { modules } from '../../../src/modules/index.ts';
import { parse } from './support.ts';

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing of a good task', '- copy: { dest: /x, content: y }', []],
  [
    'an unknown argument',
    '- ping: { dat: x }',
    ['error site.yml:3:15 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  [
    'it as a warning behind a condition',
    '- { ping: { dat: x }, when: a }',
    ['warning site.yml:3:17 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  [
    'it as a warning where errors are ignored',
    '- { ping: { dat: x }, ignore_errors: true }',
    ['warning site.yml:3:17 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  [
    'it as a warning inside a guarded block',
    '- { block: [{ ping: { dat: x } }], when: a }',
    ['warning site.yml:3:27 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  [
    'it as a warning inside a block with a rescue',
    '- { block: [{ ping: { dat: x } }], rescue: [{ ping: }] }',
    ['warning site.yml:3:27 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  [
    'it in rescue sections',
    '- { block: [{ ping: }], rescue: [{ ping: { dat: x } }] }',
    ['error site.yml:3:48 Cannot use argument "dat" of module ping: it accepts data'],
  ],
  ['nothing of a command in the background', '- { command: ls, async: 9, poll: 0 }', []],
  [
    'a module that Ansible does not run in the background',
    '- { raw: ls, async: 9 }',
    ['error site.yml:3:25 Cannot run module raw with "async": it does not support that'],
  ],
  ['nothing where a template gives the arguments', '- { ping: , args: "{{ a }}" }', []],
  ['nothing where module_defaults may give them', '- { file: { state: touch }, module_defaults: { file: { path: /x } } }', []],
  [
    'an unknown meta action',
    '- meta: flush_handler',
    ['error site.yml:3:13 Cannot run meta action "flush_handler": there is none of that name'],
  ],
  [
    'an unknown argument of a directive',
    '- include_vars: { fil: x }',
    [
      'error site.yml:3:23 Cannot use argument "fil" of include_vars: it accepts file, dir, name, depth, files_matching, ignore_files, ignore_unknown_extensions, extensions, hash_behaviour',
    ],
  ],
  [
    'a handler that the play has not, as a warning',
    '- { ping: , notify: [h, "{{ x }}"] }',
    ['warning site.yml:3:25 Cannot notify "h": the play has no handler of that name'],
  ],
  ['no handler where an include may bring it', '- { ping: , notify: h }\n    - include_role: { name: r }', []],
];

describe('validation', () => {
  it.each(cases)('finds %s', (_, task, wanted) => {
    const { playbook } = parse({ 'site.yml': `- hosts: all\n  tasks:\n    ${task}\n` });
    const findings: Diagnostic[] = [];
    validatePlaybook(playbook, modules, (finding) => findings.push(finding));
    const told = findings.map(
      ({ severity, span, message }) => `${severity} ${span === undefined ? '' : formatSpan(span)} ${message}`,
    );
    expect(told).toEqual(wanted);
  });
});
