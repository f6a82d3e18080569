/** Docker's ways of saying that a container cannot start, in the order in which they are looked for, and what each means. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    /manifest( for .*)? (unknown|not found)|manifest unknown|name unknown|repository .* not found/i,
    'the registry has no such image (drover release pushes it)',
  ],
  [/no basic auth credentials|unauthorized|authentication required|denied/i, "the registry refuses the node's login"],
  [/server gave HTTP response to HTTPS client/i, 'the registry speaks plain HTTP, which Docker takes from loopback only'],
  [/x509:|certificate/i, "the node does not trust the registry's certificate"],
  [
    /connection refused|no such host|i\/o timeout|dial tcp|network is unreachable|TLS handshake/i,
    'the registry cannot be reached',
  ],
  [/no space left on device/i, "the node's disk is full"],
  [
    /volumes are not enabled/i,
    'the node\'s Docker plugin forbids volumes: plugin "docker" { config { volumes { enabled = true } } }',
  ],
  [/privileged mode is disabled/i, "the node's Docker plugin forbids privileged containers: allow_privileged has to be true"],
  [/capabilit(y|ies)/i, "the node's Docker plugin forbids a capability: allow_caps has to name it"],
  [/cannot connect to the docker daemon|failed to connect to docker/i, 'Docker does not run on the node'],
];

/** Says plainly what a failure of the driver means; undefined where that is not known. */
export function driverFailure(words: string): string | undefined {
  const meaning = meanings.find(([pattern]) => pattern.test(words))?.[1];
  if (meaning === undefined) return undefined;
  return `${/pull/i.test(words) ? 'the image cannot be pulled' : 'the task did not start'}: ${meaning}`;
}
