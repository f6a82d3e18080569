import type { Bytes } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import { argument, type Methods } from './method.ts';

/** Python's `bytes` methods. */
export const bytesMethods: Methods<Bytes> = {
  decode: (self, args, kwargs) => {
    const encoding = String(argument(args, kwargs, 0, 'encoding') ?? 'utf-8').toLowerCase();
    if (/^(latin|iso-8859-1|ascii)/.test(encoding)) return Buffer.from(self.data).toString('latin1');
    if (!/^utf[-_]?8$/.test(encoding)) throw failure(`Cannot decode the bytes: unknown encoding: ${encoding}`);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(self.data);
    } catch (error) {
      if (error instanceof TypeError) throw failure('Cannot decode the bytes: they are not UTF-8');
      throw error;
    }
  },
  hex: (self) => Buffer.from(self.data).toString('hex'),
};
