import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { NomadClient } from '../nomad/client.ts';
import { collectorOf } from '../nomad/collector.ts';
import { doctor } from '../nomad/doctor/doctor.ts';
import { doctorStatus, type Finding } from '../nomad/doctor/finding.ts';
import { nomadConfig } from '../nomad/nomad-config.ts';
import { checkImage } from './check-image.ts';
import { type Colour, type Paint, painter } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';

interface Flags {
  readonly jobs?: string;
  readonly commit?: string;
  readonly output: 'text' | 'json';
}

const notes = `
Looks at Nomad (NOMAD_ADDR, NOMAD_TOKEN, …), the token's rights, the scheduler, the jobs, every node, the registry and the
collector (DROVER_COLLECTOR, DROVER_TOKEN), and changes nothing. Each line is ok, warn or FAIL, with what mends it below.

Exit codes: 0 nothing is missing (warnings or not), 4 something is, 6 Nomad, the registry or the collector cannot be reached.`;

/** Adds `drover doctor`. */
export function addDoctor(program: Command, surroundings: Surroundings): void {
  program
    .command('doctor')
    .description('Say what is missing for a dispatch to work, and what mends it')
    .option('--jobs <dir>', "directory of the jobs' files (default: jobs, where there is one)")
    .option('--commit <sha>', 'look for the image of this commit')
    .addOption(new Option('--output <format>', 'how findings are shown').choices(['text', 'json']).default('text'))
    .addHelpText('after', notes)
    .action((flags: Flags) => run(flags, surroundings));
}

async function run({ jobs, commit, output }: Flags, surroundings: Surroundings): Promise<void> {
  const { environment, out } = surroundings;
  const client = new NomadClient(nomadConfig(environment));
  const paint = painter(out.isTerminal, environment);
  const findings: Finding[] = [];
  const options = {
    jobs: jobs ?? (existsSync('jobs') ? 'jobs' : undefined),
    collector: collectorOf(environment),
    checkImage: (image: string) => checkImage(image, commit, surroundings),
  };
  try {
    for await (const finding of doctor(client, options)) {
      findings.push(finding);
      out.write(output === 'text' ? findingText(finding, paint) : `${JSON.stringify(finding)}\n`);
    }
  } finally {
    await client.close();
  }
  surroundings.exitWith(doctorStatus(findings));
}

const marks: Readonly<Record<Finding['status'], readonly [string, Colour]>> = {
  ok: ['ok  ', 'green'],
  warn: ['warn', 'yellow'],
  fail: ['FAIL', 'red'],
};

function findingText({ check, status, message, mend }: Finding, paint: Paint): string {
  const [mark, colour] = marks[status];
  const line = `${paint(colour, mark)} ${check.padEnd(20)} ${message}\n`;
  return mend === null ? line : `${line}${' '.repeat(26)}${paint('dim', mend)}\n`;
}
