// Writes docs/settings.md from the tables of settings: sh scripts/node scripts/settings-page.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ignored } from '../src/agent/settings/ignored.ts';
import { refused } from '../src/agent/settings/refused.ts';
import { honoured } from '../src/core/settings/honoured.ts';

const page = join(import.meta.dirname, '../docs/settings.md');

const head = `# Settings and secrets

A bundle's \`ansible.cfg\` is read as ansible-core 2.18 reads it: \`key = value\` or \`key: value\`, lines that are indented further go on
with the value, \`#\` and \`;\` begin comments, nothing is interpolated, a path is relative to the file. Every setting that
\`ansible-config list\` knows is in one of the three lists below; a name that is in none is a warning, since Ansible does not know it
either.

What a person runs (\`drover apply\`, \`lint\`, \`inventory\`) heeds the environment first, as ansible-playbook does: the variables
below, and \`ANSIBLE_CONFIG\`, which names another file. The agent on a machine heeds the bundle's own file only.
\`~/.ansible.cfg\` and \`/etc/ansible/ansible.cfg\` are never read: what a commit means does not depend on who applies it.`;

const secrets = `## Passwords of ansible-vault

Encrypted files are opened wherever Ansible opens them: playbooks, tasks, variables, the inventory, what \`copy\`, \`template\` and
\`assemble\` take from the bundle (\`decrypt: false\` leaves them), the lookups \`file\`, \`template\`, \`ini\` and \`unvault\`, files of \`-e @FILE\`;
and \`!vault\` values when something reads them. Formats 1.1 and 1.2. The password comes from, in this order:

| from | for |
|---|---|
| \`vault_identity_list\`, \`--vault-id ID@FILE\`, \`--vault-password-file FILE\`, \`vault_password_file\` | a person, and an agent whose bundle or image has the file |
| \`DROVER_VAULT_PASSWORD_FILE\` | the same in the environment, for the agent too |
| \`DROVER_VAULT_PASSWORD\` | the password itself; commands and facts do not see it |
| \`DROVER_VAULT_VARIABLE\` | the agent: a Nomad Variable, see [nomad.md](nomad.md) |

A file that is executable is run, and what it prints is the password; one whose name ends in \`-client\` is given \`--vault-id ID\`. The agent
runs none. A file that only the settings name may be missing: that is told of when something encrypted is met. \`drover lint\`
and \`drover release\` do without passwords: they warn of what stays closed.

What was encrypted is plain once it is opened, in files of the machine and in conditions. In what a run shows and reports stars stand in
its place: in messages, diffs and results, for every value of four characters and more, and for each line of a longer text. What a template
makes of a secret (its base64, its hash), and the value that it had in an earlier commit, are not known to be one: a task that shows these
needs \`no_log: true\`, or \`diff: false\` for a file. Errors show no line of an encrypted file.`;

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** \`section:key\` as \`[section] key\`, without the section that most are in. */
function place(key: string): string {
  const [section = '', name] = key.split(':');
  if (name === undefined) return code(section);
  return section === 'defaults' ? code(name) : code(`[${section}] ${name}`);
}

/** The whole page. */
export function settingsPage(): string {
  const kept = Object.values(honoured).map(({ keys, environment, doc, ...rest }) => {
    const choices = 'choices' in rest ? `: ${rest.choices.map(code).join(', ')}` : '';
    return row(keys.map(place).join(', '), environment.map(code).join(', '), `${doc}${choices}`);
  });
  const against = refused.map(({ key, environment, harmless, why }) => {
    const fine = harmless.filter((value) => value !== '').slice(0, 1);
    return row(place(key), environment === '' ? '' : code(environment), fine.map(code).join(', '), why);
  });
  const without = ignored.flatMap(({ why, settings }) => [`${why}:`, `${settings.map(place).join(', ')}.`, '']);
  return [
    head,
    '',
    '## Honoured',
    '',
    'In `[defaults]` where no section is named.',
    '',
    row('setting', 'variable', 'what it does'),
    '|---|---|---|',
    ...kept,
    '',
    secrets,
    '',
    '## Refused',
    '',
    'With any other value than the one named, by file, line and column.',
    '',
    row('setting', 'variable', 'taken', 'why'),
    '|---|---|---|---|',
    ...against,
    '',
    '## Without meaning here',
    '',
    ...without,
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) writeFileSync(page, settingsPage());
