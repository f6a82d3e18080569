import { describe, expect, it } from 'vitest';
import { parseInstalled, parseUpdates, splitPkgver } from '../../../../src/modules/package/xbps-output.ts';

describe('splitPkgver', () => {
  it.each([
    ['curl-8.11.0_1', 'curl', '8.11.0_1'],
    ['libstdc++-devel-13.2.0_2', 'libstdc++-devel', '13.2.0_2'],
    ['tzdata-2024a_1', 'tzdata', '2024a_1'],
    ['python3.11-3.11.9_1', 'python3.11', '3.11.9_1'],
    ['gtk+3-3.24.43_1', 'gtk+3', '3.24.43_1'],
    ['font-misc-misc-1.1.3_1', 'font-misc-misc', '1.1.3_1'],
    ['nvidia470-470.256.02_1', 'nvidia470', '470.256.02_1'],
    ['linux6.6-6.6.63_1', 'linux6.6', '6.6.63_1'],
    ['git-cal-0.9.1+20200101_3', 'git-cal', '0.9.1+20200101_3'],
  ])('splits %s at the last hyphen before the version', (pkgver, name, version) => {
    expect(splitPkgver(pkgver)).toEqual({ name, version });
  });

  it.each(['curl', 'base-system', '-1.0_1', 'curl-8.11.0', ''])('takes %j for no package', (pkgver) => {
    expect(splitPkgver(pkgver)).toBeUndefined();
  });
});

describe('parseInstalled', () => {
  it('takes installed and unpacked packages, whatever the width of the column', () => {
    const output = [
      'ii base-files-0.144_1            Void Linux base system files',
      'uu libcurl-8.11.0_1              Multiprotocol file transfer library',
      'hr half-1.0_1                    Half removed',
      '?? odd-1.0_1                     Of unknown state',
      'ii a-very-long-name-with-devel-20240101_12 A package that fills its column',
      '',
    ].join('\n');
    expect([...parseInstalled(output)]).toEqual([
      ['base-files', '0.144_1'],
      ['libcurl', '8.11.0_1'],
      ['a-very-long-name-with-devel', '20240101_12'],
    ]);
  });
});

describe('parseUpdates', () => {
  it('takes updates and installations; what is held stays', () => {
    const output = [
      'curl-8.11.0_1 update x86_64 https://repo-default.voidlinux.org/current 614400 289345',
      'libcurl-8.11.0_1 install x86_64 https://repo-default.voidlinux.org/current 614400 289345',
      'linux6.6-6.6.63_1 hold x86_64 https://repo-default.voidlinux.org/current 1 1',
      'nomad-1.9.3_1 configure x86_64',
      '',
    ].join('\n');
    expect([...parseUpdates(output).keys()]).toEqual(['curl', 'libcurl']);
  });
});
