/** How large a test that is larger for more certainty is in this run: `npm run campaign` runs it in full. */
export function reducedTo<T>(reduced: T, full: T): T {
  return process.env.CAMPAIGN === 'full' ? full : reduced;
}
