import { describe, expect, it } from 'vitest';
import { memoryStore } from '../support/memory-store.ts';
import { eventsOf, noon, partOf } from '../support/report.ts';

describe('a part of a report', () => {
  it('is a run with its tasks once it is written', () => {
    const { run, reader } = memoryStore();
    expect(
      run({
        tasks: [
          ['ok', 'base'],
          ['changed', 'base'],
          ['skipped', null],
        ],
      }),
    ).toEqual({ receipt: { run: 'run-1', events: 5 }, tasks: 3 });
    expect(reader.run('run-1')).toMatchObject({
      host: 'web1',
      status: 'done',
      duration: 1_500,
      tasks: 3,
      recap: { ok: 2, changed: 1, skipped: 1 },
    });
    expect(reader.tasks('run-1', {}, 10).items.map(({ number, result, role }) => [number, result, role])).toEqual([
      [1, 'ok', 'base'],
      [2, 'changed', 'base'],
      [3, 'skipped', null],
    ]);
    expect(reader.task('run-1', 2)?.diff).toEqual([{ before: 'old\n', after: 'new\n' }]);
  });

  it('counts once when it comes twice', () => {
    const { run, reader } = memoryStore();
    run();
    expect(run()).toEqual({ receipt: { run: 'run-1', events: 3 }, tasks: 0 });
    expect(reader.tasks('run-1', {}, 10).items).toHaveLength(1);
    expect(reader.drift(noon, noon, 1)[0]).toMatchObject({ runs: 1 });
  });

  it('gives its new events only, where it overlaps what is there', () => {
    const { ingest, reader } = memoryStore();
    const tasks = [
      ['ok', 'a'],
      ['ok', 'b'],
      ['ok', 'c'],
    ] as const;
    ingest(partOf({ tasks }, 0, eventsOf({ tasks }).slice(0, 3)));
    expect(reader.run('run-1')).toMatchObject({ status: 'running', tasks: 2, duration: null });
    expect(ingest(partOf({ tasks }, 1))).toEqual({ receipt: { run: 'run-1', events: 5 }, tasks: 1 });
    expect(reader.tasks('run-1', {}, 10).items.map(({ role }) => role)).toEqual(['a', 'b', 'c']);
  });

  it('is refused with what is there, where events before it are missing', () => {
    const { ingest, reader } = memoryStore();
    ingest(partOf({}, 0, eventsOf().slice(0, 1)));
    expect(() => ingest(partOf({}, 2))).toThrow(
      expect.objectContaining({ status: 409, details: expect.objectContaining({ receipt: { run: 'run-1', events: 1 } }) }),
    );
    expect(() => ingest(partOf({ run: 'other' }, 1))).toThrow('Cannot add to run "other": its events 0 to 0 are missing');
    expect(reader.run('other')).toBeUndefined();
  });

  it('is refused for a run of another host', () => {
    const { run, ingest } = memoryStore();
    run();
    expect(() => ingest(partOf({ host: 'web2' }, 1))).toThrow('Cannot add to run "run-1": it is not a run of host "web2"');
  });

  it('leaves nothing where one of its lines is wrong', () => {
    const { ingest, reader } = memoryStore();
    const [start, task, end] = eventsOf();
    const wrong = { ...task, result: 'fine' } as never;
    expect(() => ingest(partOf({}, 0, [start as never, wrong, end as never]))).toThrow(
      'Cannot read line 3 of the report: "result" is to be one of ok, changed, skipped, failed, rescued, ignored',
    );
    expect(reader.run('run-1')).toBeUndefined();
    expect(reader.host('web1')).toBeUndefined();
  });

  it.each([
    ['no JSON', 'nonsense\n', 'Cannot read line 1 of the report: a JSON object is wanted'],
    ['no head', '{"event":"run_start"}\n', '"report" is to be a whole number from 0'],
    ['another format', '{"report":2}\n', '"report" is to be 1, the version of the format'],
    ['a host with a newline', partOf({ host: 'a\nb' }), '"host" is to have 1 to 255 printable characters'],
    ['no event', partOf({}, 0, []), 'Cannot begin run "run-1": the report has no event'],
    ['another first event', partOf({}, 0, eventsOf().slice(1)), 'the first event of a run is to be "run_start"'],
    ['the start of another run', partOf({}, 0, eventsOf({ run: 'x' })), 'it starts another run than the head names'],
    ['two starts', partOf({}, 0, [...eventsOf().slice(0, 1), ...eventsOf()]), 'a run has one "run_start", its first event'],
    ['half a line', partOf().slice(0, -20), 'a JSON object is wanted'],
  ])('is refused with %s', (_, part, message) => {
    expect(() => memoryStore().ingest(part)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(message) }),
    );
  });

  it('holds SQL and HTML as text', () => {
    const { run, reader } = memoryStore();
    const host = `'; DROP TABLE runs; --<script>alert("1")</script>`;
    run({ host, tasks: [['changed', `"><img src=x onerror=alert(1)>' OR 1=1`]] });
    expect(reader.hosts({ search: '<script>' }, 10).items.map((each) => each.host)).toEqual([host]);
    expect(reader.runs({ host }, 10).items).toHaveLength(1);
    expect(reader.tasks('run-1', {}, 10).items[0]?.role).toBe(`"><img src=x onerror=alert(1)>' OR 1=1`);
    expect(reader.hosts({ search: '%' }, 10).items).toEqual([]);
  });

  it('passes over events of newer agents', () => {
    const { ingest } = memoryStore();
    const [start, ...rest] = eventsOf();
    const part = partOf({}, 0, [start as never, { event: 'from_the_future', what: 1 } as never, ...rest]);
    expect(ingest(part).receipt.events).toBe(4);
  });

  it('keeps facts and warnings', () => {
    const { ingest, reader } = memoryStore();
    const [start, ...rest] = eventsOf();
    const facts = { distribution: 'Void', list: Array.from({ length: 200 }, (_, n) => `value ${n}`) };
    ingest(partOf({}, 0, [start as never, { event: 'facts', facts }, { event: 'warning', message: 'mind the gap' }, ...rest]));
    expect(reader.facts('web1')).toEqual(facts);
    expect(reader.warnings('run-1')).toEqual(['mind the gap']);
  });

  it('shortens a long message in lists and keeps it in the detail', () => {
    const { ingest, reader } = memoryStore();
    const [start, task, end] = eventsOf();
    const msg = 'no '.repeat(1_000);
    ingest(partOf({}, 0, [start as never, { ...task, msg } as never, end as never]));
    expect(reader.tasks('run-1', {}, 1).items[0]?.msg).toHaveLength(300);
    expect(reader.task('run-1', 1)?.msg).toBe(msg);
  });

  it('does not let a clock that is ahead make a run the newest for ever', () => {
    const { run, reader } = memoryStore();
    run({ run: 'ahead', started: noon + 1e9 }, noon);
    run({ run: 'later', started: noon + 120_000, status: 'failed' }, noon + 120_000);
    expect(reader.host('web1')).toMatchObject({ state: 'failed', lastRun: { run: 'later' } });
  });
});
