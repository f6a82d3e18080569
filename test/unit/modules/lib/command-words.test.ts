// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the shell
import { describe, expect, it } from 'vitest';
import { expandWord } from '../../../../src/modules/lib/command-words.ts';

const user = (name: string, uid: number, home: string) => ({ name, uid, gid: uid, comment: '', home, shell: '/bin/sh' });
const context = {
  environment: (name: string) => ({ HOME: '/root', A: '1', EMPTY: '' })[name],
  users: [user('root', 0, '/root'), user('web', 80, '/srv/web/'), user('top', 81, '/')],
};

describe('expandWord', () => {
  it.each([
    ['$HOME/x', '/root/x'],
    ['${A}b$A', '1b1'],
    ['$NONE ${NONE} $', '$NONE ${NONE} $'],
    ['[$EMPTY]', '[]'],
    ['~', '/root'],
    ['~/x', '/root/x'],
    ['~web/x', '/srv/web/x'],
    ['~top', '/'],
    ['~nobody/x', '~nobody/x'],
    ['a~', 'a~'],
  ])('%s', (word, expected) => {
    expect(expandWord(word, context)).toBe(expected);
  });
});
