import { describe, expect, it } from 'vitest';
import { reportsUrl } from '../../../../src/agent/report/collector-url.ts';

describe('the address of a collector', () => {
  it.each([
    ['https://drover.example.org', 'https://drover.example.org/api/v1/reports'],
    ['http://192.0.2.1:8080/', 'http://192.0.2.1:8080/api/v1/reports'],
    ['http://[2001:db8::1]:8080', 'http://[2001:db8::1]:8080/api/v1/reports'],
    ['https://example.org/drover/?a=b#c', 'https://example.org/drover/api/v1/reports'],
  ])('%s takes reports at %s', (address, url) => {
    expect(reportsUrl(address).href).toBe(url);
  });

  it.each(['drover.example.org', 'localhost:8080', 'ftp://example.org', '', 'http://'])('is not "%s"', (address) => {
    expect(() => reportsUrl(address)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: `Cannot report to "${address}": it is no address of a collector`,
      }),
    );
  });

  it('has no password in it, which no message shows', () => {
    expect(() => reportsUrl('https://me:secret@example.org')).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: 'Cannot report to "example.org": its address has a user or a password in it',
      }),
    );
  });
});
