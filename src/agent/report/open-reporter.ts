import { trustedCertificates } from './certificates.ts';
import { reportsUrl } from './collector-url.ts';
import { nameLookup, nameSources } from './name-lookup.ts';
import { reportPoster } from './post-report.ts';
import { readToken } from './read-token.ts';
import { Reporter } from './reporter.ts';
import { Spool } from './spool.ts';

export interface CollectorSettings {
  /** Address of the collector. */
  readonly collector: string;
  readonly tokenFile: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The spool's directory on the machine; the usual one when absent. */
  readonly stateDirectory: string | undefined;
  readonly version: string;
  readonly warn: (message: string) => void;
}

/** Milliseconds: one part every so often; until a connection stands; for all that is left at the end of a run. */
const interval = 10_000;
const connectTimeout = 2000;
const patience = 5000;

/**
 * Prepares the way to the collector. To be called before the process changes its root: token, certificates and name
 * servers are those of its own files.
 * @throws DroverError `USAGE` for an address, token or certificates that cannot be used
 */
export async function openReporter(settings: CollectorSettings): Promise<Reporter> {
  const { collector, tokenFile, environment, stateDirectory = '/var/lib/drover', version, warn } = settings;
  const url = reportsUrl(collector);
  const post = reportPoster({
    url,
    token: readToken(environment, tokenFile),
    lookup: nameLookup(nameSources()),
    // Without TLS too: Node looks for those of NODE_EXTRA_CA_CERTS with a first connection of any kind.
    certificates: await trustedCertificates(environment),
    connectTimeout,
    userAgent: `drover ${version}`,
  });
  return new Reporter({
    post,
    spool: new Spool(`${stateDirectory}/spool`),
    nomad: { allocation: environment['NOMAD_ALLOC_ID'] || null, node: environment['DROVER_NODE'] || null },
    collector: url.origin,
    warn: once(warn),
    interval,
    patience,
  });
}

/** The same thing goes wrong with each part of a report; it is told once. */
function once(warn: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    warn(message);
  };
}
