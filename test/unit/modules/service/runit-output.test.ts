import { describe, expect, it } from 'vitest';
import { parseSvStatus } from '../../../../src/modules/service/runit-output.ts';
import { captured } from '../../../support/captured.ts';

describe('parseSvStatus', () => {
  const services = parseSvStatus(captured('sv-status.txt'));

  it.each([
    ['a', 'started', '25980', '2'],
    ['b', 'stopped', null, '2'],
    // the log service runs, the service itself does not
    ['c', 'stopped', null, '30'],
    ['gone', 'unknown', null, null],
    ['new', 'unknown', null, null],
  ])('reads the state of %s', (name, state, pid, duration) => {
    expect(services.get(`/var/service/${name}`)).toMatchObject({ state, pid, duration });
  });

  it('keeps the whole line', () => {
    expect(services.get('/var/service/gone')?.line).toBe(
      'fail: /var/service/gone: unable to change to service directory: file does not exist',
    );
  });
});
