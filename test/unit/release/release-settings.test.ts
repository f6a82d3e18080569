import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/release/open-repository.ts';
import { releaseSettings } from '../../../src/release/release-settings.ts';
import type { Repository } from '../../../src/release/repository.ts';
import { git, makeRepository } from '../../support/git-fleet.ts';

const directory = makeRepository();
let repository: Repository;
beforeAll(async () => {
  repository = await openRepository(directory, process.env);
});
afterAll(() => rmSync(directory, { recursive: true }));

const base = { base: 'registry.example/base:1' };

describe('Where a release goes', () => {
  it('is not known without a setting, and says how to set it', async () => {
    await expect(releaseSettings(base, {}, repository)).rejects.toMatchObject({
      code: 'USAGE',
      message: 'Cannot release: the image to push to is not set',
      hint: 'git config drover.repository registry.example/drover, or --repository, or DROVER_REPOSITORY',
    });
  });

  it('is said by a flag before the environment, and by that before git config', async () => {
    git(directory, 'config', 'drover.repository', 'registry.example/from-git');
    const environment = { DROVER_REPOSITORY: 'registry.example/from-environment' };
    const name = async (flags: { repository?: string }, given: Readonly<Record<string, string>>) =>
      (await releaseSettings({ ...base, ...flags }, given, repository)).to.name;
    expect(await name({}, {})).toBe('from-git');
    expect(await name({}, { DROVER_REPOSITORY: '' })).toBe('from-git');
    expect(await name({}, environment)).toBe('from-environment');
    expect(await name({ repository: 'registry.example/from-flag' }, environment)).toBe('from-flag');
  });

  it('has no tag: that is the commit', async () => {
    await expect(releaseSettings({ ...base, repository: 'registry.example/drover:1' }, {}, repository)).rejects.toThrow(
      'Cannot release to registry.example/drover with a tag or digest: the tag is the commit',
    );
  });
});
