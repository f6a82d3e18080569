/** A digest in hexadecimal digits; the hash library is loaded when first needed. */
export function checksum(algorithm: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512', content: Uint8Array): string {
  return process.getBuiltinModule('node:crypto').hash(algorithm, content, 'hex');
}
