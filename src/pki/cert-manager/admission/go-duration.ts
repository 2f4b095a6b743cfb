const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** The longest duration that Go can hold: 2^63 - 1 nanoseconds. */
const LONGEST_SECONDS = 9_223_372_036;

/** The seconds of a duration as Go writes it, or undefined where Go cannot read it. Source: Go, `time.ParseDuration`. */
export function secondsOf(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0;
  if (!/^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const part of text.match(/[\d.]+[^\d.]+/g) ?? [])
    seconds += Number.parseFloat(part) * SECONDS[part.replace(/[\d.]+/, '')];
  if (seconds > LONGEST_SECONDS) return undefined;
  return text.startsWith('-') ? -seconds : seconds;
}
