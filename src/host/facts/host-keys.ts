import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';

const kinds: readonly string[] = ['dsa', 'rsa', 'ecdsa', 'ed25519'];

/** The public keys of the first directory that has some. */
export const hostKeyFacts: FactGroup = {
  collector: 'ssh_pub_keys',
  names: kinds.flatMap((kind) => [`ssh_host_key_${kind}_public`, `ssh_host_key_${kind}_public_keytype`]),
  gather,
};

function gather({ files }: FactContext): Facts {
  for (const directory of ['/etc/ssh', '/etc/openssh', '/etc']) {
    const facts: [string, string][] = kinds.flatMap((kind) => {
      const [type, key] = content(files, `${directory}/ssh_host_${kind}_key.pub`)?.split(/\s+/) ?? [];
      if (type === undefined || key === undefined) return [];
      const name = `ssh_host_key_${kind}_public`;
      return [
        [name, key],
        [`${name}_keytype`, type],
      ];
    });
    if (facts.length > 0) return Object.fromEntries(facts);
  }
  return {};
}
