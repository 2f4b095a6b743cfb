/** The milliseconds that a call takes at its best of five: a busy machine makes one slow, a bad algorithm all. */
export function bestDuration(call: () => unknown): number {
  const durations = Array.from({ length: 5 }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
  return Math.min(...durations);
}
