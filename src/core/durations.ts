/**
 * A duration as Go, and so Temporal, cert-manager and External Secrets, read it: `2160h0m0s`. Go knows no days or weeks, and
 * refuses a number without a unit. Source: Go, `time.ParseDuration`.
 */
export function goDuration(seconds: number): string {
  return `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`;
}
