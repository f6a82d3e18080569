import { describe, expect, it } from 'vitest';
import { readSettings, type SettingSources } from '../../../../src/agent/settings/read-settings.ts';
import type { Diagnostic } from '../../../../src/core/diagnostic.ts';
import { defaultSettings, type Settings } from '../../../../src/core/settings/honoured.ts';
import { memoryBundle } from '../../engine/support.ts';

const person = (environment: Record<string, string>): SettingSources => ({ environment, workingDirectory: '/home/me' });

function read(text: string, environment: Record<string, string> = {}): { settings: Settings; findings: Diagnostic[] } {
  const findings: Diagnostic[] = [];
  const bundle = memoryBundle({ 'ansible.cfg': text, 'etc/other.cfg': '[defaults]\nforks = 9\n' });
  return { settings: readSettings(bundle, person(environment), (finding) => void findings.push(finding)), findings };
}

describe('the settings of a bundle', () => {
  it('are those of Ansible where nothing is said', () => {
    const findings: Diagnostic[] = [];
    expect(readSettings(memoryBundle({}), person({}), (finding) => void findings.push(finding))).toEqual(defaultSettings());
    expect(findings).toEqual([]);
  });

  it.each<[string, Partial<Settings>]>([
    ['[defaults]\ninventory = hosts\n', { inventory: ['hosts'] }],
    ['[defaults]\ninventory: a, b ,\nforce_handlers = True\n', { inventory: ['a', 'b'], forceHandlers: true }],
    ['[defaults]\ninventory = hosts ; the machines\n# force_handlers = yes\n', { inventory: ['hosts'], forceHandlers: false }],
    ['[ssh_connection]\ninventory = other\n[defaults]\n', { inventory: undefined }],
    ['[defaults]\nforce_handlers = no\ninventory =\n', { forceHandlers: false, inventory: undefined }],
    ['[defaults]\nforce_handlers = maybe\n', { forceHandlers: false }],
    [
      '[defaults]\nroles_path = roles:/usr/share/roles:../shared//roles\n',
      { rolesPath: ['roles', '/usr/share/roles', '../shared/roles'] },
    ],
    ['[defaults]\nroles_path = /bundle/roles:/bundle\n', { rolesPath: ['roles', '.'] }],
    ['[defaults]\nroles_path = a:\n    b\n', { rolesPath: ['a', '\nb'] }],
    ['[defaults]\nhash_behaviour = "merge"\n', { hashBehaviour: 'merge' }],
    [
      '[defaults]\njinja2_extensions = jinja2.ext.do , jinja2.ext.loopcontrols\n',
      { jinja2Extensions: ['jinja2.ext.do', 'jinja2.ext.loopcontrols'] },
    ],
    ['[DEFAULT]\nforks = 3\n[defaults]\nverbosity = 2\n', { forks: 3, verbosity: 2 }],
    [
      '[defaults]\nansible_managed = a % of {{ x }}\n  and more\n\n  ; not this\n  end\n',
      { ansibleManaged: 'a % of {{ x }}\nand more\n\nend' },
    ],
    ['[defaults]\nFORKS = 7\n', { forks: 7 }],
    ['[defaults]\ncollections_paths = a\ncollections_path = b\n', { collectionsPath: ['b'] }],
  ])('are read from %j', (text, wanted) => {
    const { settings, findings } = read(text);
    expect(settings).toMatchObject(wanted);
    expect(findings).toEqual([]);
  });

  it('are those of the environment before those of the file', () => {
    const text = '[defaults]\nforks = 3\nroles_path = roles\n';
    const { settings } = read(text, { ANSIBLE_FORKS: '4', ANSIBLE_ROLES_PATH: 'r:~/r:/bundle/more', HOME: '/root' });
    expect(settings).toMatchObject({ forks: 4, rolesPath: ['/home/me/r', '/root/r', 'more'] });
  });

  it('are those of the file that ANSIBLE_CONFIG names', () => {
    expect(read('[defaults]\nforks = 3\n', { ANSIBLE_CONFIG: 'etc/other.cfg' }).settings.forks).toBe(3);
    const bundle = memoryBundle({
      'ansible.cfg': '[defaults]\nforks = 3\n',
      '/home/me/etc/ansible.cfg': '[defaults]\nforks = 9\n',
    });
    expect(readSettings(bundle, person({ ANSIBLE_CONFIG: 'etc' }), () => undefined).forks).toBe(9);
  });

  it.each<[string, string, string]>([
    ['forks = 3\n', 'ansible.cfg:1:1', 'Cannot read ansible.cfg: it begins before the first section'],
    ['[defaults]\nforks\n', 'ansible.cfg:2:1', 'Cannot read ansible.cfg: this line is neither "[section]" nor "key = value"'],
    ['[defaults]\nforks = 1\nforks = 2\n', 'ansible.cfg:3:1', 'Cannot read ansible.cfg: "forks" stands twice in [defaults]'],
    ['[defaults]\n[defaults]\n', 'ansible.cfg:2:1', 'Cannot read ansible.cfg: section "defaults" stands there twice'],
    ['[defaults]\nforks = many\n', 'ansible.cfg:2:1', 'Cannot use the setting forks: "many" is no whole number'],
    [
      '[defaults]\nhash_behaviour = merged\n',
      'ansible.cfg:2:1',
      'Cannot use the setting hash_behaviour: "merged" is none of replace, merge',
    ],
    [
      '[defaults]\n\nenable_task_debugger = True\n',
      'ansible.cfg:3:1',
      'Cannot use the setting enable_task_debugger with "True": no one sits before a run to debug it',
    ],
    [
      '[defaults]\nnull_representation = x\n',
      'ansible.cfg:2:1',
      'Cannot use the setting null_representation with "x": a null stays a null',
    ],
  ])('refuse %j', (text, place, message) => {
    const [finding] = read(text).findings;
    expect(finding).toMatchObject({ severity: 'error', message });
    expect(`${finding?.span?.file}:${finding?.span?.line}:${finding?.span?.column}`).toBe(place);
  });

  it('refuse what the environment asks for', () => {
    const [finding] = read('[defaults]\n', { ANSIBLE_ENABLE_TASK_DEBUGGER: '1' }).findings;
    expect(finding).toMatchObject({ severity: 'error', code: 'UNSUPPORTED', span: undefined });
    expect(finding?.message).toContain('ANSIBLE_ENABLE_TASK_DEBUGGER');
  });

  it('warn of names that Ansible does not know either', () => {
    const { findings } = read('[defaults]\nrole_path = x\nnocows = 1\n[callback_profile_tasks]\nx = 1\n');
    expect(findings).toMatchObject([{ severity: 'warning', span: { line: 2 }, hint: 'did you mean "roles_path"?' }]);
  });
});
