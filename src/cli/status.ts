import { decide, isUpToDate } from './decide';
import { printReport, reportOf } from './report-decisions';
import { type CommonOptions, judgeNow, storePlans } from './stores';
import { EXIT, type Terminal } from './terminal';

/** Says what the stores hold and what is to be done. */
export function status(options: CommonOptions, terminal: Terminal): number {
  const nothing = { makeAuthorities: false, issue: false, renew: [], newKey: false };
  const decided = storePlans(options).map((plan) => ({ plan, decisions: decide(judgeNow(plan), nothing) }));
  const report = decided.flatMap(({ plan, decisions }) => reportOf(plan.folder, decisions));
  printReport(report, terminal, { json: options.json ?? false, planned: false });
  return decided.every(({ decisions }) => isUpToDate(decisions)) ? EXIT.done : EXIT.behind;
}
