/** What the build writes in place of these names; running from the sources they stay undefined. */
declare const DROVER_VERSION: string | undefined;
declare const DROVER_COMMIT: string | undefined;

/** Version and commit of this program: `0.1.0 (abc1234)`, `-dirty` where the tree had changes, `unknown` without Git. */
export function version(): string {
  const release = typeof DROVER_VERSION === 'undefined' ? 'development' : DROVER_VERSION;
  const commit = typeof DROVER_COMMIT === 'undefined' ? 'unknown' : DROVER_COMMIT;
  return `${release} (${commit})`;
}
