import { DroverError } from '../../core/errors.ts';

/**
 * Where reports go at a collector.
 * @param address as `--collector` or `DROVER_COLLECTOR` has it, with a path where the collector is not at the top
 * @throws DroverError `USAGE`
 */
export function reportsUrl(address: string): URL {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    throw new DroverError('USAGE', `Cannot report to "${address}": it is no address of a collector`, {
      hint: 'give it as https://NAME or http://NAME:PORT',
    });
  }
  // Not shown: it is a secret, and it would be in every message.
  if (url.username !== '' || url.password !== '') {
    throw new DroverError('USAGE', `Cannot report to "${url.host}": its address has a user or a password in it`, {
      hint: 'put a token into a file and give that with --token-file, or set DROVER_TOKEN',
    });
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/reports`;
  url.search = '';
  url.hash = '';
  return url;
}
