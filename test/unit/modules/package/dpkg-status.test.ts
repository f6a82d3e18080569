import { describe, expect, it } from 'vitest';
import { parseAptPolicy, parseDpkgStatus } from '../../../../src/modules/package/dpkg-status.ts';
import { captured } from '../../../support/captured.ts';

describe('parseDpkgStatus', () => {
  const packages = parseDpkgStatus(captured('dpkg-status.txt'));

  it.each(['dpkg', 'dpkg:amd64', 'libstdc++6', 'libstdc++6:amd64', 'tzdata', 'tzdata:all'])('finds %s', (name) => {
    expect(packages.get(name)?.installed).toBe(true);
    expect(packages.get(name)?.version).toMatch(/^\d/);
  });

  it('finds a package by what it provides', () => {
    expect(packages.get('awk')?.name).toBe('mawk');
  });

  it('does not take the configuration of a removed package for the package, nor another architecture for the own', () => {
    const text = [
      'Package: dpkg\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1',
      'Package: old\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 2',
      'Package: gone\nStatus: purge ok not-installed\nArchitecture: amd64',
      'Package: libc6\nStatus: install ok installed\nArchitecture: i386\nVersion: 3',
    ].join('\n\n');
    const found = parseDpkgStatus(text);
    expect(found.get('old')?.installed).toBe(false);
    expect(found.has('gone')).toBe(false);
    expect(found.has('libc6')).toBe(false);
    expect(found.get('libc6:i386')?.version).toBe('3');
  });
});

describe('parseAptPolicy', () => {
  it('reads the candidates', () => {
    expect(Object.fromEntries(parseAptPolicy(captured('apt-cache-policy.txt')))).toEqual({
      bash: '5.2.15-2+b13',
      busybox: '1:1.35.0-4+deb12u1+b1',
      xpdf: '3.04+git20220601-1+b2',
    });
  });
});
