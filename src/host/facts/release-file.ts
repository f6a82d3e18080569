import type { FactContext, Facts } from './context.ts';
import { lines } from './read.ts';

interface ReleaseFile {
  readonly path: string;
  readonly name: string;
  readonly mayBeEmpty?: true;
}

/** Where a distribution leaves its mark, in the order in which Ansible looks. */
export const releaseFiles: readonly ReleaseFile[] = [
  { path: '/etc/altlinux-release', name: 'Altlinux' },
  { path: '/etc/oracle-release', name: 'OracleLinux' },
  { path: '/etc/slackware-version', name: 'Slackware' },
  { path: '/etc/centos-release', name: 'CentOS' },
  { path: '/etc/redhat-release', name: 'RedHat' },
  { path: '/etc/openwrt_release', name: 'OpenWrt' },
  { path: '/etc/os-release', name: 'Amazon' },
  { path: '/etc/system-release', name: 'Amazon' },
  { path: '/etc/alpine-release', name: 'Alpine' },
  { path: '/etc/arch-release', name: 'Archlinux', mayBeEmpty: true },
  { path: '/etc/os-release', name: 'Archlinux' },
  { path: '/etc/os-release', name: 'SUSE' },
  { path: '/etc/os-release', name: 'Debian' },
  { path: '/etc/lsb-release', name: 'Debian' },
  { path: '/etc/lsb-release', name: 'Mandriva' },
  { path: '/etc/sourcemage-release', name: 'SMGL' },
  { path: '/usr/lib/os-release', name: 'ClearLinux' },
  { path: '/etc/os-release', name: 'Flatcar' },
  { path: '/etc/os-release', name: 'NA' },
];

interface Source {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** The facts so far. */
  readonly guess: Facts;
  readonly files: FactContext['files'];
}

/** What a release file says; undefined where it speaks of another distribution. */
export function parseReleaseFile(source: Source): Facts | undefined {
  return parsers[source.name]?.(source);
}

/** Distributions that put their name into a file which others have as well. */
function named(search: string): (source: Source) => Facts {
  return ({ name, text }) =>
    text.includes(search)
      ? { distribution: name, distribution_file_search_string: search }
      : { distribution: text.trim().split(/\s+/)[0] };
}

const parsers: Readonly<Record<string, (source: Source) => Facts | undefined>> = {
  Altlinux: named('ALT'),
  OracleLinux: named('Oracle Linux'),
  RedHat: named('Red Hat'),
  Slackware: ({ text }) => (text.includes('Slackware') ? version(/\w+[.]\w+\+?/.exec(text)?.[0]) : undefined),
  CentOS: centos,
  OpenWrt: openwrt,
  Amazon: amazon,
  Alpine: ({ text }) => ({ distribution: 'Alpine', distribution_version: text }),
  Archlinux: ({ text }) => (text.includes('Arch Linux') ? { distribution: 'Archlinux' } : undefined),
  SUSE: suse,
  Debian: debian,
  Mandriva: ({ text }) => (text.includes('Mandriva') ? lsbVersion(text) : undefined),
  SMGL: named('Source Mage GNU/Linux'),
  ClearLinux: clearLinux,
  Flatcar: flatcar,
  NA: unknownDistribution,
};

function centos({ text }: Source): Facts | undefined {
  if (text.includes('CentOS Stream')) return { distribution_release: 'Stream' };
  return text.includes('TencentOS Server') ? { distribution: 'TencentOS' } : undefined;
}

function openwrt({ text }: Source): Facts | undefined {
  return text.includes('OpenWrt') ? lsbVersion(text) : undefined;
}

function lsbVersion(text: string): Facts {
  const release = /DISTRIB_CODENAME="(.*)"/.exec(text)?.[1];
  return {
    ...version(/DISTRIB_RELEASE="(.*)"/.exec(text)?.[1]),
    ...(release === undefined ? {} : { distribution_release: release }),
  };
}

function amazon({ text, path }: Source): Facts | undefined {
  if (!text.includes('Amazon')) return undefined;
  if (path !== '/etc/os-release') {
    return { distribution: 'Amazon', distribution_version: text.split(/\s+/).find((word) => /^\d+$/.test(word)) ?? 'NA' };
  }
  const found = /VERSION_ID="(.*)"/.exec(text)?.[1];
  if (found === undefined) return { distribution: 'Amazon' };
  const [major, minor = 'NA'] = found.split('.');
  return {
    distribution: 'Amazon',
    distribution_version: found,
    distribution_major_version: major,
    distribution_minor_version: minor,
  };
}

function suse({ text, files }: Source): Facts | undefined {
  if (!/suse/i.test(text)) return undefined;
  const name = /^NAME="?([^"\n]*)/m.exec(text)?.[1];
  const [, whole, minor = ''] = /^VERSION_ID="?([0-9]+\.?([0-9]*))/m.exec(text) ?? [];
  const base = '/etc/products.d/baseproduct';
  const isSap = files.lstat(base)?.type === 'link' && files.realPath(base).endsWith('SLES_SAP.prod');
  return {
    ...(name === undefined ? {} : { distribution: name }),
    ...(whole === undefined ? {} : { distribution_version: whole, distribution_major_version: whole.split('.')[0] }),
    ...(/open/i.test(text) ? { distribution_release: minor } : { distribution_release: minor === '' ? '0' : minor }),
    ...(isSap ? { distribution: 'SLES_SAP' } : {}),
  };
}

/** The Debian family, by a word in the text. */
const debianLike: readonly (readonly [RegExp, string])[] = [
  [/Ubuntu/, 'Ubuntu'],
  [/SteamOS/, 'SteamOS'],
  [/Kali/, 'Kali'],
  [/Parrot/, 'Parrot'],
  [/Devuan/, 'Devuan'],
  [/Cumulus/, 'Cumulus Linux'],
  [/Mint/, 'Linux Mint'],
  [/UOS|[Uu]os/, 'Uos'],
  [/[Dd]eepin/, 'Deepin'],
];

function debian({ text, files }: Source): Facts | undefined {
  if (/Debian|Raspbian/.test(text)) {
    const release = /PRETTY_NAME=[^(]+ \(?([^)]+?)\)/.exec(text)?.[1];
    const minor = lines(files, '/etc/debian_version')
      .map((line) => /(\d+)\.(\d+)/.exec(line)?.[2])
      .findLast((found) => found !== undefined);
    return {
      distribution: 'Debian',
      ...(release === undefined ? {} : { distribution_release: release }),
      ...(minor === undefined ? {} : { distribution_minor_version: minor }),
    };
  }
  const name = debianLike.find(([word]) => word.test(text))?.[1];
  return name === undefined ? undefined : { distribution: name, ...(derivatives[name]?.(text) ?? {}) };
}

const derivatives: Readonly<Record<string, (text: string) => Facts>> = {
  Kali: (text) => optional('distribution_release', /DISTRIB_RELEASE=(.*)/.exec(text)?.[1]),
  Parrot: (text) => optional('distribution_release', /DISTRIB_RELEASE=(.*)/.exec(text)?.[1]),
  Devuan: (text) => {
    const found = /VERSION_ID="(.*)"/.exec(text)?.[1];
    return {
      ...optional('distribution_release', /PRETTY_NAME="?[^("]+ \(?([^) "]+)\)?/.exec(text)?.[1]),
      ...optional('distribution_version', found),
      ...optional('distribution_major_version', found),
    };
  },
  'Cumulus Linux': (text) => ({
    ...version(/VERSION_ID=(.*)/.exec(text)?.[1]),
    ...optional('distribution_release', /VERSION="(.*)"/.exec(text)?.[1]),
  }),
  'Linux Mint': (text) => version(/VERSION_ID="(.*)"/.exec(text)?.[1]),
  Uos: codenamed,
  Deepin: codenamed,
};

function codenamed(text: string): Facts {
  return {
    ...optional('distribution_release', /VERSION_CODENAME="?([^"\n]+)"?/.exec(text)?.[1]),
    ...version(/VERSION_ID="(.*)"/.exec(text)?.[1]),
  };
}

function clearLinux({ text }: Source): Facts | undefined {
  const name = /NAME="(.*)"/.exec(text)?.[1];
  // Only a file that gives its name in quotes can say that it is another one.
  if (name !== undefined && !name.includes('Clear Linux')) return undefined;
  const found = /VERSION_ID=(.*)/.exec(text)?.[1];
  return {
    ...optional('distribution', name),
    ...optional('distribution_version', found),
    ...optional('distribution_major_version', found),
    ...optional('distribution_release', /ID=(.*)/.exec(text)?.[1]),
  };
}

function flatcar({ text }: Source): Facts | undefined {
  if (!/^ID="?flatcar/m.test(text)) return undefined;
  return version(/VERSION=(.*)/.exec(text)?.[1]?.replaceAll('"', ''));
}

function unknownDistribution({ text, guess }: Source): Facts {
  const name = /^NAME=(.*)/m.exec(text)?.[1]?.replace(/^"+|"+$/g, '');
  const found = /^VERSION=(.*)/m.exec(text)?.[1]?.replace(/^"+|"+$/g, '');
  return {
    ...optional('distribution', name),
    ...(guess['distribution_version'] === 'NA' ? optional('distribution_version', found) : {}),
  };
}

function version(found: string | undefined): Facts {
  return found === undefined ? {} : { distribution_version: found, distribution_major_version: found.split('.')[0] };
}

function optional(name: string, value: string | undefined): Facts {
  return value === undefined ? {} : { [name]: value };
}
