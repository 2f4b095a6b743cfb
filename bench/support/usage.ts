/** Loaded before a program that is measured: what its process takes stands on the last line that it prints. */

/** What a process took. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage: Usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
  console.log(JSON.stringify(usage));
});
