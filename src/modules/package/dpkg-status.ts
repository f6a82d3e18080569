export interface DpkgPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly section: string | undefined;
  /** False for one of which only configuration files are left. */
  readonly installed: boolean;
}

/**
 * /var/lib/dpkg/status (dpkg 1.21): packages by `name:architecture`, by name alone where they are of the host's own
 * architecture or of all, and by what they provide where nothing else has that name.
 */
export function parseDpkgStatus(text: string): Map<string, DpkgPackage> {
  const packages = new Map<string, DpkgPackage>();
  const native = /^Package: dpkg\n(?:.+\n)*?Architecture: (\S+)$/m.exec(text)?.[1];
  const provided: [string, DpkgPackage][] = [];
  for (const stanza of text.split(/\n\n+/)) {
    const found = packageOf(stanza);
    if (found === undefined) continue;
    packages.set(`${found.name}:${found.architecture}`, found);
    if (native === undefined || [native, 'all'].includes(found.architecture)) packages.set(found.name, found);
    if (found.installed) provided.push(...providedNames(stanza).map((name): [string, DpkgPackage] => [name, found]));
  }
  return new Map([...provided, ...packages]);
}

function packageOf(stanza: string): DpkgPackage | undefined {
  const fields = ['Package', 'Status', 'Version', 'Architecture', 'Section'];
  const [name, status, version = '', architecture = '', section] = fields.map((field) => fieldOf(stanza, field));
  const state = status?.split(' ')[2];
  if (name === undefined || state === undefined || state === 'not-installed') return undefined;
  return { name, version, architecture, section, installed: state !== 'config-files' };
}

function fieldOf(stanza: string, field: string): string | undefined {
  const start = stanza.startsWith(`${field}: `) ? 0 : stanza.indexOf(`\n${field}: `) + 1;
  if (start === 0 && !stanza.startsWith(`${field}: `)) return undefined;
  const end = stanza.indexOf('\n', start);
  return stanza.slice(start + field.length + 2, end < 0 ? undefined : end);
}

/** `Provides: mail-transport-agent, foo (= 1.2)` */
function providedNames(stanza: string): string[] {
  const provides = fieldOf(stanza, 'Provides');
  return provides === undefined ? [] : provides.split(',').map((each) => each.trim().replace(/[ (:].*$/, ''));
}

/** `apt-cache policy NAME…` (apt 2.6): the candidate of each package that has one. */
export function parseAptPolicy(output: string): Map<string, string> {
  const candidates = new Map<string, string>();
  let name: string | undefined;
  for (const line of output.split('\n')) {
    if (/^\S.*:$/.test(line)) name = line.slice(0, -1);
    const candidate = /^ {2}Candidate: (\S+)$/.exec(line)?.[1];
    if (name !== undefined && candidate !== undefined && candidate !== '(none)') candidates.set(name, candidate);
  }
  return candidates;
}
