const yes = new Set(['y', 'yes', 'on', '1', 'true', 't']);
const no = new Set(['n', 'no', 'off', '0', 'false', 'f']);

/** What a word in lower case says where Ansible wants a boolean (ansible-core 2.18, `boolean`); undefined for what says neither. */
export function booleanWord(word: string): boolean | undefined {
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}
