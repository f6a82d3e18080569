import type { Value } from '../../../core/value/types.ts';
import { failure } from './failure.ts';

// A version is a list that compares as the version does, with Python's list comparison.

/** `distutils`' LooseVersion: runs of digits as ints, runs of letters and what stands between as text. */
export function looseVersion(version: string): Value[] {
  return version
    .split(/(\d+|[a-z]+|\.)/)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** `distutils`' StrictVersion: two or three numbers and a pre-release `a1` or `b1`. */
export function strictVersion(version: string): Value[] {
  const [whole, major, minor, patch = '0', stage, number] = /^(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?$/.exec(version) ?? [];
  if (whole === undefined) throw failure('compare versions', `invalid version number '${version}'`);
  // a final version comes after its pre-releases: "c" is after "a" and "b"
  return [Number(major), Number(minor), Number(patch), stage ?? 'c', Number(number ?? 0)];
}

const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z.-]+)?$/;

/** Semantic versioning 2.0: of pre-releases, numbers come before text and a shorter list before a longer. */
export function semanticVersion(version: string): Value[] {
  const [whole, major, minor, patch, stage] = semver.exec(version) ?? [];
  if (whole === undefined) throw failure('compare versions', `invalid semantic version '${version}'`);
  const numbers = [major, minor, patch].map(Number);
  if (stage === undefined) return [...numbers, [[2]]];
  return [...numbers, stage.split('.').map((part) => (/^\d+$/.test(part) ? [0, Number(part)] : [1, part]))];
}

const pep440 =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const stages: Readonly<Record<string, number>> = { a: 0, alpha: 0, b: 1, beta: 1, c: 2, rc: 2, pre: 2, preview: 2 };

/** Python's own versions (PEP 440). */
export function pep440Version(version: string): Value[] {
  const match = pep440.exec(version.trim());
  if (match === null) throw failure('compare versions', `Invalid version: '${version}'`);
  const [, epoch, release = '', stage, stageNumber, dash, post, postNumber, dev, devNumber, local = ''] = match;
  const numbers = release
    .replace(/(\.0+)+$/, '')
    .split('.')
    .map(Number);
  const postRelease = dash ?? (post === undefined ? undefined : numbered(postNumber));
  return [
    numbered(epoch),
    numbers,
    stage === undefined
      ? [postRelease === undefined && dev !== undefined ? -1 : 3]
      : [stages[stage.toLowerCase()] ?? 2, numbered(stageNumber)],
    postRelease === undefined ? -1 : Number(postRelease),
    dev === undefined ? [1] : [0, numbered(devNumber)],
    local.toLowerCase().split(/[-_.]/).map(localPart),
  ];
}

function numbered(digits: string | undefined): number {
  return Number(digits ?? 0);
}

function localPart(part: string): Value[] {
  return /^\d+$/.test(part) ? [1, Number(part)] : [0, part];
}
