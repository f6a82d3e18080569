import { describe, expect, it } from 'vitest';
import { parseGroup, parsePasswd } from '../../../src/host/accounts.ts';

describe('the account files', () => {
  it('give users by name and numbers, without lines that are no entries', () => {
    const text =
      'root:x:0:0:root:/root:/bin/bash\n\n# comment:x:1:1::/:\n+::::::\n-bad:x:1:1::/:\nbroken:x:one:1::/:/bin/sh\nwww:x:33:33::/var/www';
    expect(parsePasswd(text)).toEqual([
      { name: 'root', uid: 0, gid: 0, comment: 'root', home: '/root', shell: '/bin/bash' },
      { name: 'www', uid: 33, gid: 33, comment: '', home: '/var/www', shell: '' },
    ]);
  });

  it('give groups with their members', () => {
    expect(parseGroup('wheel:x:4:root,alice\nempty:x:5:\n+:::\n')).toEqual([
      { name: 'wheel', gid: 4, members: ['root', 'alice'] },
      { name: 'empty', gid: 5, members: [] },
    ]);
  });
});
