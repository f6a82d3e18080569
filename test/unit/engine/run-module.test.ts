import { describe, expect, it } from 'vitest';
import { boolean, string } from '../../../src/core/args.ts';
import { DroverError } from '../../../src/core/errors.ts';
import type { PredictedHost } from '../../../src/core/host.ts';
import { type AnyModule, defineAction, defineModule } from '../../../src/core/module.ts';
import type { Value } from '../../../src/core/value/types.ts';
import { runModule } from '../../../src/engine/run-module.ts';
import { emptyHost, type MemoryHost } from '../../support/memory-host.ts';
import { taskContext } from '../../support/task-context.ts';

const text = defineModule({
  name: 'test.test.text',
  summary: '',
  args: {
    content: string({ required: true, doc: '' }),
    breaks: boolean({ default: false, doc: '' }),
    password: string({ secret: true, doc: '' }),
  },
  examples: [],
  read: (host) => ({ content: host.stat('/etc/x') === undefined ? undefined : host.readText('/etc/x') }),
  want: (request) => ({ content: request.args.content }),
  apply(host, { args, after }) {
    if (!args.breaks) host.writeFile('/etc/x', after.content ?? '');
  },
  diff: ({ before, after }) => [
    { before: before.content ?? '', after: after.content ?? '', whenApplied: { before: {}, after: {} } },
  ],
  returns: (_host, { args, after }) => ({ size: after.content?.length, password: args.password }),
});

function apply(module: AnyModule, host: MemoryHost, args: Record<string, Value>): ReturnType<typeof runModule> {
  return runModule(module, new Map(Object.entries(args)), { mode: 'apply', host, diff: true, context: taskContext() });
}

function check(module: AnyModule, host: PredictedHost, args: Record<string, Value>): ReturnType<typeof runModule> {
  return runModule(module, new Map(Object.entries(args)), { mode: 'check', host, diff: true, context: taskContext() });
}

describe('runModule with a module that has state', () => {
  it('applies a difference once and says so', async () => {
    const host = emptyHost();
    const first = await apply(text, host, { content: 'a' });
    expect(first).toMatchObject({ changed: true, failed: false, changes: [{ path: 'content', before: undefined, after: 'a' }] });
    expect(first.result.get('size')).toBe(1);
    expect(host.readText('/etc/x')).toBe('a');
    expect(await apply(text, host, { content: 'a' })).toMatchObject({ changed: false, changes: [], diffs: [] });
  });

  it('predicts in check mode and leaves the host alone', async () => {
    const host = emptyHost();
    const prediction = host.prediction();
    expect(await check(text, prediction, { content: 'a' })).toMatchObject({ changed: true, failed: false });
    expect(host.stat('/etc/x')).toBeUndefined();
    expect(await check(text, prediction, { content: 'a' })).toMatchObject({ changed: false });
  });

  it('fails where the state is not reached', async () => {
    const outcome = await apply(text, emptyHost(), { content: 'a', breaks: true });
    expect(outcome.failed).toBe(true);
    expect(outcome.msg).toBe("Cannot confirm the result of module text: content is absent, not 'a'");
  });

  it('masks secrets in the result', async () => {
    const outcome = await apply(text, emptyHost(), { content: 'my hush', password: 'hush' });
    expect(outcome.result.get('password')).toBe('VALUE_SPECIFIED_IN_NO_LOG_PARAMETER');
    expect(outcome.changes[0]?.after).toBe('my ********');
  });

  it('makes bad arguments a failure', async () => {
    expect(await apply(text, emptyHost(), { contend: 'x' })).toMatchObject({ failed: true, changed: false });
  });
});

describe('runModule with failures', () => {
  const failing = (error: unknown): AnyModule =>
    defineModule({
      name: 'a.b.failing',
      summary: '',
      args: {},
      examples: [],
      read: () => {
        throw error;
      },
      want: () => ({}),
      apply: () => undefined,
    });
  const missing = new DroverError('HOST_MISSING', 'Cannot read /etc/x: it does not exist', { result: { rc: 257 } });

  it('keeps the result fields of an error', async () => {
    const outcome = await apply(failing(missing), emptyHost(), {});
    expect(outcome).toMatchObject({ failed: true, msg: missing.message });
    expect(outcome.result.get('rc')).toBe(257);
  });

  it('predicts a change where a pending change may bring what is missing', async () => {
    const prediction = emptyHost().prediction();
    expect(await check(failing(missing), prediction, {})).toMatchObject({ failed: true });
    prediction.pending('the package nginx would be installed');
    expect(await check(failing(missing), prediction, {})).toMatchObject({
      failed: false,
      changed: true,
      predicted: 'depends on a pending change: the package nginx would be installed',
    });
  });

  it('hands bugs and interruptions on', async () => {
    await expect(apply(failing(new TypeError('bug')), emptyHost(), {})).rejects.toThrow('bug');
    const interrupted = new DroverError('INTERRUPTED', 'Cannot go on: interrupted');
    await expect(apply(failing(interrupted), emptyHost(), {})).rejects.toThrow(interrupted);
  });
});

describe('runModule with actions', () => {
  const action = (more: Partial<Parameters<typeof defineAction>[0]> = {}): AnyModule =>
    defineAction({
      name: 'a.b.acting',
      summary: '',
      args: {},
      examples: [],
      effect: 'host',
      run: (host) => {
        host.writeFile('/etc/ran', '');
        return { changed: true, result: { rc: 5 } };
      },
      ...more,
    });

  it('runs it in an apply run', async () => {
    const host = emptyHost();
    expect(await apply(action(), host, {})).toMatchObject({ changed: true });
    expect(host.stat('/etc/ran')).toBeDefined();
  });

  it('skips it in a check run, and notes that its effects are unknown', async () => {
    const prediction = emptyHost().prediction();
    const outcome = await check(action(), prediction, {});
    expect(outcome).toMatchObject({ changed: false, skipped: expect.any(String) });
    expect(outcome.result.has('rc')).toBe(false);
    expect(prediction.stat('/etc/ran')).toBeUndefined();
    expect(prediction.pendingChanges).toEqual(['acting did not run']);
  });

  it('registers an exit code in a check run for one that says so', async () => {
    const { result } = await check(action({ registersUnrun: true }), emptyHost().prediction(), {});
    expect(result.get('rc')).toBe(0);
  });

  it('says changed in a check run where its guard decides', async () => {
    const guarded = action({ guarded: () => true, guard: (host) => (host.stat('/etc/done') ? { msg: 'done' } : undefined) });
    expect(await check(guarded, emptyHost().prediction(), {})).toMatchObject({ changed: true, skipped: undefined });
    const done = emptyHost({ files: { '/etc/done': '' } });
    expect(await check(guarded, done.prediction(), {})).toMatchObject({ changed: false, msg: 'done' });
  });

  it('runs one without effects in a check run too', async () => {
    const showing = action({ effect: 'none', run: () => ({ isShown: true, result: { msg: 'hello' } }) });
    expect(await check(showing, emptyHost().prediction(), {})).toMatchObject({ isShown: true, msg: 'hello' });
  });
});
