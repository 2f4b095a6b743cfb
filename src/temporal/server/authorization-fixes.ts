import { compareVersions, minorOf } from '../../core/order';
import type { AuthorizationFixModel } from '../../model/server';

const PULL_REQUESTS = 'https://github.com/temporalio/temporal/pull';

/**
 * Every fix of authorization and of the isolation of Temporal namespaces that came in a patch of 1.29 or newer, in the order of
 * their release. Where no pull request is public, the source is the file of the first fixed release that differs from the
 * release before it.
 */
export const AUTHORIZATION_FIXES: readonly AuthorizationFixModel[] = [
  {
    id: 'temporal-8839',
    what: 'each operation of a call that bundles several is about the namespace of the call (CVE-2025-14986)',
    fixedIn: ['1.27.4', '1.28.2', '1.29.2', '1.30.0'],
    source: `${PULL_REQUESTS}/8839`,
  },
  {
    id: 'temporal-8858',
    what: 'commands of a workflow task that reach into another Temporal namespace are authorized there (CVE-2025-14987)',
    fixedIn: ['1.27.4', '1.28.2', '1.29.2', '1.30.0'],
    source: `${PULL_REQUESTS}/8858`,
  },
  {
    id: 'temporal-9767',
    what: 'a batch operation signals, deletes and resets workflows of its own namespace only (CVE-2026-5199)',
    fixedIn: ['1.29.5', '1.30.3', '1.31.0'],
    source: `${PULL_REQUESTS}/9767`,
  },
  {
    id: 'temporal-9917',
    what: 'streaming calls are authorized (CVE-2026-5724)',
    fixedIn: ['1.28.4', '1.29.6', '1.30.4', '1.31.2', '1.32.0'],
    source: `${PULL_REQUESTS}/9917`,
  },
  {
    id: 'temporal-11723',
    what: 'the next page of a history is one of the workflow that the call names, and not of any that a page token names',
    fixedIn: ['1.30.7', '1.31.3', '1.32.0'],
    source: `${PULL_REQUESTS}/11723`,
  },
  {
    id: 'temporal-11965',
    what: 'the headers of a callback do not make the server deliver it inside the cluster',
    fixedIn: ['1.30.7', '1.31.3', '1.32.0'], // behind a switch before 1.32.0, which `sections/dynamic-config.ts` sets
    source: `${PULL_REQUESTS}/11965`,
  },
  {
    id: 'internal-callback',
    what: 'the internal callback of a workflow reaches nothing outside its own namespace',
    fixedIn: ['1.30.8', '1.31.4', '1.32.1'],
    source: 'go.temporal.io/server@v1.31.4 service/frontend/workflow_handler.go, validateInternalCallback',
  },
  {
    id: 'replication-source',
    what: 'another cluster replicates into no namespace that it has no part in',
    fixedIn: ['1.30.8', '1.31.4', '1.32.1'],
    source:
      'go.temporal.io/server@v1.31.4 service/history/replication/executable_task.go, ValidateReplicationTaskSourceCluster',
  },
  {
    id: 'compute-config',
    what: 'whoever may only read has no compute provider called (ValidateWorkerDeploymentVersionComputeConfig)',
    fixedIn: ['1.31.5', '1.32.2'],
    source: 'go.temporal.io/server@v1.31.5 common/api/metadata.go',
  },
];

/** The authorization fixes that a version lacks. */
export function missingFixes(version: string): AuthorizationFixModel[] {
  return AUTHORIZATION_FIXES.filter((fix) => !hasFix(version, fix));
}

function hasFix(version: string, fix: AuthorizationFixModel): boolean {
  const sameMinor = fix.fixedIn.find((fixed) => minorOf(fixed) === minorOf(version));
  if (sameMinor !== undefined) return compareVersions(version, sameMinor) >= 0;
  return fix.fixedIn.every((fixed) => compareVersions(version, fixed) > 0); // a newer minor than all of them
}
