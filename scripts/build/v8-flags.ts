/**
 * How the executable's V8 is set. A run is over before optimised code pays for itself: with V8's own thresholds the
 * optimising compilers take a tenth of a no-op's CPU time and a quarter of that of 1,000 tasks. Work that goes on for
 * seconds still gets them. The two after these keep what runs a few times only from baseline code and type feedback, of
 * which a no-op has a thousand functions' worth: 3 % of its CPU time. The last begins with 8 MB for young objects in place
 * of 1: a no-op ends before the first collection, 2 ms less. The warm-up has to run with the same flags, else V8 refuses
 * its code cache.
 */
export const v8Flags: readonly string[] = [
  '--invocation-count-for-maglev=20000',
  '--invocation-count-for-maglev-osr=5000',
  '--invocation-count-for-turbofan=60000',
  '--invocation-count-for-feedback-allocation=24',
  '--baseline-batch-compilation-threshold=16384',
  '--min-semi-space-size=8',
];
