import type { FactContext, Facts } from './context.ts';
import { osRelease } from './os-release.ts';
import { content, entries, lines } from './read.ts';

type Context = Pick<FactContext, 'files' | 'ask'>;

/** One word that a distribution calls itself by, of those that several sources may give. */
type Source = Readonly<Record<string, string | undefined>>;

/**
 * What is said of a distribution before its own release file is looked at: os-release, then the program lsb_release, then
 * the first file `/etc/NAME-release` (ansible-core 2.18, which takes it from the library distro 1.9).
 */
export function guessRelease({ files, ask }: Context): { readonly distribution: string } & Facts {
  const os = osRelease(content(files, '/etc/os-release') ?? content(files, '/usr/lib/os-release') ?? '');
  const lsb = once(() => lsbRelease(ask));
  const file = once(() => distributionFile(files));
  const id = (os['id'] || lsb()['distributor id'] || file()['id'] || '').toLowerCase().replaceAll(' ', '_');
  const version = versionOf(knownAs[id] ?? id, os, lsb, file, files);
  return {
    distribution: nameOf(knownAs[id] ?? id),
    distribution_version: version || 'NA',
    distribution_release: codenameOf(os, lsb, file) ?? 'NA',
    distribution_major_version: version.split('.')[0] || 'NA',
  };
}

const knownAs: Readonly<Record<string, string>> = { ol: 'oracle', 'opensuse-leap': 'opensuse', redhat: 'rhel' };

function nameOf(id: string): string {
  const special: Readonly<Record<string, string>> = { '': 'OtherLinux', amzn: 'Amazon', rhel: 'Redhat' };
  return special[id] ?? `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

/**
 * Of Debian and CentOS the most exact one: their os-release has the first number only. The program is asked where
 * os-release says nothing; it would say no more.
 */
function versionOf(id: string, os: Source, lsb: () => Source, file: () => Source, files: Context['files']): string {
  const sources: readonly (() => string | undefined)[] = [
    () => os['version_id'],
    () => (os['version_id'] ? '' : lsb()['release']),
    () => file()['version_id'],
    () => releaseLine(os['pretty_name'] ?? '')['version_id'],
    () => (os['version_id'] ? '' : releaseLine(lsb()['description'] ?? '')['version_id']),
    () =>
      id === 'debian' || (os['id_like'] ?? '').split(/\s+/).includes('debian') ? lines(files, '/etc/debian_version')[0] : '',
  ];
  if (id !== 'debian' && id !== 'centos') return sources.map(lazily).find(isGiven)?.() ?? '';
  const dots = (text: string): number => text.split('.').length;
  const best = sources
    .map((source) => source() ?? '')
    .reduce((found, each) => (found === '' || dots(each) > dots(found) ? each : found), '');
  return id === 'centos' ? best.split('.').slice(0, 2).join('.') : best;
}

const lazily = (source: () => string | undefined): (() => string) => once(() => source() ?? '');
const isGiven = (source: () => string): boolean => source() !== '';

function codenameOf(os: Source, lsb: () => Source, file: () => Source): string | undefined {
  const [, bracketed, listed] = /\((\D+)\)|,\s*(\D+)/.exec(os['version'] ?? '') ?? [];
  const own = os['version_codename'] ?? os['ubuntu_codename'] ?? bracketed ?? listed;
  return own ?? (lsb()['codename'] || file()['codename'] || undefined);
}

function lsbRelease(ask: Context['ask']): Source {
  const fields = (ask('lsb_release', ['-a'])?.stdout ?? '').split('\n').map((line) => /^([^:]+):(.*)$/.exec(line));
  return Object.fromEntries(fields.map((field) => [field?.[1]?.toLowerCase() ?? '', field?.[2]?.trim()]));
}

const ignored: readonly string[] = [
  ...['lsb-release', 'oem-release', 'os-release', 'system-release', 'plesk-release', 'iredmail-release', 'board-release'],
];

/** The first line of the first file whose name says that it is about a release. */
function distributionFile(files: Context['files']): Source {
  for (const name of entries(files, '/etc')) {
    const id = /^(\w+)[-_](?:release|version)$/.exec(name)?.[1];
    if (id === undefined || ignored.includes(name) || name === 'debian_version' || name === 'ec2_version') continue;
    const [line] = lines(files, `/etc/${name}`);
    if (line !== undefined) return { ...releaseLine(line), id };
  }
  return {};
}

/** `CentOS Linux release 7.9.2009 (Core)` */
function releaseLine(line: string): Source {
  const match = /^(.+?)(?: *release)? *([\d][\d.+\-a-z]*?)(?: LTS)? *(?:\((.*)\)[^)]*)?$/.exec(line.trim());
  const [, name, version, codename] = match ?? [];
  return match === null ? { name: line.trim() } : { name, version_id: version, codename };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
