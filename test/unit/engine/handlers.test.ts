import { describe, expect, it } from 'vitest';
import type { HandlerJournal } from '../../../src/engine/run-state.ts';
import { lines, play, said } from './support.ts';

const changed = (name: string, notify: string) =>
  `- { name: ${name}, debug: { msg: x }, changed_when: true, notify: ${notify} }\n`;
const playOf = (tasks: string, handlers: string, more = '') =>
  `- name: P\n  hosts: all\n  gather_facts: false\n${more}  tasks:\n    ${tasks.trimEnd().replaceAll('\n', '\n    ')}\n  handlers:\n    ${handlers.trimEnd().replaceAll('\n', '\n    ')}\n`;
const handler = (name: string, msg: string, more = '') => `- { name: ${name}, debug: { msg: ${msg} }${more} }\n`;

/** Which handler runs, as measured with ansible-core 2.18.6. */
const cases: readonly { title: string; site: string; files?: Record<string, string>; said: readonly string[] }[] = [
  {
    title: 'the first of two of one name in one list',
    site: playOf(changed('t', 'h'), handler('h', 'first') + handler('h', 'second')),
    said: ['x', 'first'],
  },
  {
    title: "the play's rather than a role's",
    site: playOf(changed('t', 'h'), handler('h', 'play'), '  roles: [r]\n'),
    files: { 'roles/r/handlers/main.yml': handler('h', 'role') },
    said: ['x', 'play'],
  },
  {
    title: "a role's, named with its role",
    site: playOf(changed('t', '"r : h"'), handler('h', 'play'), '  roles: [r]\n'),
    files: { 'roles/r/handlers/main.yml': handler('h', 'role') },
    said: ['x', 'role'],
  },
  {
    title: 'all that listen, each name once',
    site: playOf(
      changed('t', 'topic'),
      handler('a', 'one', ', listen: topic') + handler('b', 'two', ', listen: [other, topic]') + handler('c', 'three'),
    ),
    said: ['x', 'one', 'two'],
  },
  {
    title: 'in the order of their definition, each once, one after another that notified it',
    site: playOf(
      changed('t', '[b, a]') + changed('u', 'a'),
      handler('a', 'one', ', changed_when: true, notify: c') + handler('b', 'two') + handler('c', 'three'),
    ),
    said: ['x', 'x', 'one', 'two', 'three'],
  },
  {
    title: 'none whose task did not change or failed',
    site: playOf('- { name: t, debug: { msg: x }, notify: h }', handler('h', 'never')),
    said: ['x'],
  },
  {
    title: 'where meta: flush_handlers stands',
    site: playOf(`${changed('t', 'h')}- meta: flush_handlers\n- debug: { msg: after }`, handler('h', 'flushed')),
    said: ['x', 'flushed', 'after'],
  },
  {
    title: 'tasks that a handler includes, as handlers',
    site: playOf(changed('t', 'h'), '- { name: h, include_tasks: more.yml }'),
    files: { 'more.yml': handler('m', 'more') },
    said: ['x', 'more'],
  },
];

/** A journal that says what it is told. */
function recording(owed: readonly string[] = []): HandlerJournal & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    intend: (keys) => void log.push(`intend ${keys.join(', ')}`),
    settle: (keys) => void log.push(`settle ${keys.join(', ')}`),
    finish: (key) => void log.push(`finish ${key}`),
    owed: () => owed,
  };
}

describe('handlers', () => {
  it.each(cases)('that run: $title', async ({ site, files, said: wanted }) => {
    expect(said((await play(site, {}, files)).events)).toEqual(wanted);
  });

  it('are shown as handlers, included ones too', async () => {
    const { events } = await play(
      playOf(changed('t', 'h'), '- { name: h, include_tasks: more.yml }'),
      {},
      {
        'more.yml': handler('m', 'more'),
      },
    );
    expect(lines(events)).toEqual(['t: changed', 'notified h', 'handler h: ok', 'included more.yml', 'handler m: ok']);
  });

  it('that are missing end the run with a suggestion', async () => {
    const site = playOf(changed('t', 'restrat'), handler('restart', 'x'));
    await expect(play(site)).rejects.toMatchObject({
      message: 'Cannot notify "restrat": the play has no handler of that name',
      hint: 'did you mean "restart"?',
      span: { file: 'site.yml', line: 5, column: 65 },
    });
  });

  it('are in the journal by play, role and written name from before the change to their end', async () => {
    const journal = recording();
    await play(playOf('- { copy: { dest: /etc/x, content: y }, notify: h }', handler('h', 'x')), { journal });
    expect(journal.log).toEqual(['intend P >  > h', 'settle P >  > h', 'finish P >  > h']);
  });

  it.each([
    {
      title: 'at the flush that follows a task that notifies them, though it changed nothing',
      tasks: '- { debug: { msg: x } }\n- { debug: { msg: y }, notify: h }\n- meta: flush_handlers\n- { debug: { msg: z } }',
      said: ['x', 'y', 'owed', 'z'],
    },
    { title: 'last where no task notifies them', tasks: '- meta: flush_handlers\n- { debug: { msg: x } }', said: ['x', 'owed'] },
  ])('that an earlier run owes run once, $title', async ({ tasks, said: wanted }) => {
    const site = playOf(tasks, handler('h', 'owed') + handler('h', 'other'));
    const { events } = await play(site, { journal: recording(['P >  > h']) });
    expect(said(events)).toEqual(wanted);
  });

  it('that end_play takes back are not owed, those of an earlier run are', async () => {
    const site = playOf(`${changed('t', 'h')}- meta: end_play`, handler('h', 'x') + handler('old', 'x'));
    const journal = recording();
    await play(site, { journal });
    expect(journal.log).toEqual(['settle P >  > h', 'finish P >  > h']);
  });

  it('of a play that failed stay owed', async () => {
    const journal = recording();
    await play(playOf(`${changed('t', 'h')}- fail: { msg: x }`, handler('h', 'x')), { journal });
    expect(journal.log).toEqual(['settle P >  > h']);
  });
});
