import type { FactContext, FactGroup, Facts } from './context.ts';
import { osRelease } from './os-release.ts';
import { content, lines } from './read.ts';

/** From /etc/lsb-release and, where the program lsb_release is installed, from what it reads: os-release. */
export const lsbFacts: FactGroup = { collector: 'lsb', names: ['lsb'], gather };

const lsbKeys: Readonly<Record<string, string>> = {
  DISTRIB_ID: 'id',
  DISTRIB_RELEASE: 'release',
  DISTRIB_DESCRIPTION: 'description',
  DISTRIB_CODENAME: 'codename',
};

function gather({ files }: FactContext): Facts {
  const lsb: Record<string, string> = files.which('lsb_release') === undefined ? {} : fromOsRelease(files);
  for (const line of lines(files, '/etc/lsb-release')) {
    const [, name = '', value = ''] = /^\s*(\w+)=(.*)$/.exec(line) ?? [];
    const key = lsbKeys[name];
    if (key !== undefined) lsb[key] = value.trim().replace(/^['"\\]+|['"\\]+$/g, '');
  }
  const { release } = lsb;
  return { lsb: release === undefined ? lsb : { ...lsb, major_release: release.split('.')[0] } };
}

function fromOsRelease(files: FactContext['files']): Record<string, string> {
  const { ID: id = '', VERSION_ID, PRETTY_NAME, VERSION_CODENAME } = osRelease(content(files, '/etc/os-release') ?? '');
  return {
    id: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    ...(PRETTY_NAME === undefined ? {} : { description: PRETTY_NAME }),
    ...(VERSION_ID === undefined ? {} : { release: VERSION_ID }),
    ...(VERSION_CODENAME === undefined ? {} : { codename: VERSION_CODENAME }),
  };
}
