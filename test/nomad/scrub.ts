/** Stands for the registry of a cluster in what was recorded. */
export const registryPlace = '127.0.0.1:0';

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const zero = '00000000-0000-0000-0000-000000000000';
/** Seconds and nanoseconds of a time after 2001. */
const leastSeconds = 1e9;
const leastNanoseconds = 1e18;
/** Keys of what a node found out about its machine. */
const ofMachine =
  /^(Links|NodeResources|Hash|(bridge|cpu|driver\.docker\.(runtimes|bridge_ip)|kernel|memory|nomad|os|plugins|unique)\..*)$/;

/**
 * A document of Nomad's without what is another one each time: identifiers, times, places and this machine's own features.
 * @param directory where the cluster lay
 */
export function scrub(document: unknown, directory: string): unknown {
  if (Array.isArray(document)) return document.map((each) => scrub(each, directory));
  if (typeof document === 'number') return scrubNumber(document);
  if (typeof document === 'string') return scrubText(document, directory);
  if (document === null || typeof document !== 'object') return document;
  const isNode = 'ComputedClass' in document;
  const entries = Object.entries(document).filter(([key]) => !ofMachine.test(key) && !(isNode && key === 'Resources'));
  // In an order, since Nomad has none and a new recording should show what is another now.
  const scrubbed = entries.map(([key, value]) => [scrubText(key, directory), scrub(value, directory)] as const);
  return Object.fromEntries(scrubbed.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function scrubNumber(value: number): number {
  if (value > leastNanoseconds) return leastNanoseconds;
  return value > leastSeconds && value < 2 * leastSeconds ? leastSeconds : value;
}

function scrubText(text: string, directory: string): string {
  return text
    .replaceAll(directory, '/cluster')
    .replace(uuid, zero)
    .replace(/\bdispatch-\d+-[0-9a-f]{8}\b/g, 'dispatch-0-00000000')
    .replace(/\bperiodic-\d+\b/g, 'periodic-0')
    .replace(/\b127\.0\.0\.1:\d+/g, registryPlace)
    .replace(/\b20\d\d-\d\d-\d\dT[\d:.]+Z/g, '2026-01-01T00:00:00Z')
    .replace(/\b[0-9a-f]{40}\b/g, '0'.repeat(40))
    .replace(/\bsha256:[0-9a-f]{64}\b/g, `sha256:${'0'.repeat(64)}`);
}
