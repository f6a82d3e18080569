import type { FactContext, FactGroup, Facts } from './context.ts';
import { content } from './read.ts';
import { parseReleaseFile, releaseFiles } from './release-file.ts';
import { guessRelease } from './release-guess.ts';

/** As ansible-core 2.18's `distribution` collector, for Linux. */
export const distributionFacts: FactGroup = {
  collector: 'distribution',
  names: [
    ...['distribution', 'distribution_version', 'distribution_major_version', 'distribution_minor_version'],
    ...['distribution_release', 'distribution_file_path', 'distribution_file_variety', 'distribution_file_parsed'],
    ...['distribution_file_search_string', 'os_family'],
  ],
  gather,
};

function gather({ files, ask }: FactContext): Facts {
  const guessed = guessRelease({ files, ask });
  const facts = { ...guessed, ...fromReleaseFile(files, guessed) };
  const { distribution } = facts;
  return { ...facts, os_family: families.find(([, members]) => members.includes(distribution))?.[0] ?? distribution };
}

/** What the first release file says that speaks of its own distribution. */
function fromReleaseFile(files: FactContext['files'], guessed: Facts): Facts {
  for (const { path, name, mayBeEmpty = false } of releaseFiles) {
    const stat = files.stat(path);
    if (stat?.type !== 'file' || (stat.size === 0 && !mayBeEmpty)) continue;
    const facts = { distribution: name, distribution_file_path: path, distribution_file_variety: name };
    if (mayBeEmpty) return facts;
    const found = parseReleaseFile({ name, path, text: stripped(content(files, path) ?? ''), guess: guessed, files });
    if (found !== undefined) return { ...facts, distribution_file_parsed: true, ...found };
  }
  return {};
}

/** Without the quotes around the whole of it, which in a file of variables is the last one's (as ansible-core 2.18). */
function stripped(text: string): string {
  return text.replace(/^['"\\]+|['"\\]+$/g, '');
}

/** The families that several distributions share; any other distribution is its own. */
const families: readonly (readonly [string, readonly string[]])[] = [
  [
    'RedHat',
    [
      ...[
        'RedHat',
        'RHEL',
        'Fedora',
        'CentOS',
        'Scientific',
        'SLC',
        'Ascendos',
        'CloudLinux',
        'PSBM',
        'OracleLinux',
        'OVS',
        'OEL',
      ],
      ...['Amazon', 'Amzn', 'Virtuozzo', 'XenServer', 'Alibaba', 'EulerOS', 'openEuler', 'AlmaLinux', 'Rocky', 'TencentOS'],
      ...['EuroLinux', 'Kylin Linux Advanced Server', 'MIRACLE'],
    ],
  ],
  [
    'Debian',
    [
      ...['Debian', 'Ubuntu', 'Raspbian', 'Neon', 'KDE neon', 'Linux Mint', 'SteamOS', 'Devuan', 'Kali', 'Cumulus Linux'],
      ...['Pop!_OS', 'Parrot', 'Pardus GNU/Linux', 'Uos', 'Deepin', 'OSMC'],
    ],
  ],
  [
    'Suse',
    [
      ...['SuSE', 'SLES', 'SLED', 'openSUSE', 'openSUSE Tumbleweed', 'SLES_SAP', 'SUSE_LINUX', 'openSUSE Leap'],
      ...['ALP-Dolomite', 'SL-Micro'],
    ],
  ],
  ['Archlinux', ['Archlinux', 'Antergos', 'Manjaro']],
  ['Mandrake', ['Mandrake', 'Mandriva']],
  ['Gentoo', ['Gentoo', 'Funtoo']],
  ['ClearLinux', ['Clear Linux OS', 'Clear Linux Mix']],
];
