import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../build/repository.ts';
import { noKit, sharedKit } from './shared.ts';
import { type Counts, type Suite, skip } from './suite.ts';

const parts = ['expr', 'tmpl', 'yaml', 'inventory', 'playbooks'] as const;

/** What real Ansible answered to small inputs, part by part: a part counts as one test, of which every case has to pass. */
export const corpusSuite: Suite = { name: 'corpus', run: runCorpus };

function runCorpus(): Counts {
  const kit = sharedKit();
  const engine = join(repository, 'test/parity/corpus-engine');
  if (kit === undefined) return skip(noKit);
  if (!existsSync(engine)) return skip('there is no test/parity/corpus-engine yet');
  const { stdout, stderr } = spawnSync(join(kit, 'corpus/check'), ['--engine', engine, '--limit-failures', '0'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const topics = [...stdout.matchAll(/^(\S+)\s+(\d+)\/(\d+)/gm)];
  if (topics.length === 0) console.log(stdout, stderr);
  const failed = parts.filter((part) => !passes(part, topics)).length;
  return { passed: parts.length - failed, failed, skipped: 0 };
}

function passes(part: string, topics: readonly RegExpExecArray[]): boolean {
  const mine = topics.filter(([, topic = '']) => topic.split('/')[0] === part);
  const total = (index: number) => mine.reduce((all, topic) => all + Number(topic[index]), 0);
  const all = total(3) > 0 && total(2) === total(3);
  console.log(`${all ? 'ok    ' : 'FAILED'} ${part}: ${total(2)}/${total(3)}`);
  return all;
}
