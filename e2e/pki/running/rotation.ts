import { AuthorityGeneration } from 'cdk8s-temporal-auth';
import { report } from '../../harness/campaign';
import { Applications, figuresText, type ScenarioFigures } from './applications';
import { expectedHandshakes } from './expected-handshakes';
import { callersOf, handshakeTable, listenersOf, meet } from './handshakes';
import { everyListenerShowsNewLeaves } from './leaf-renewal';
import { rollOut } from './rollout';
import type { RunningProgram } from './running-program';

const { introduce, signWith, only } = AuthorityGeneration;

/** Of the program's Deployments, those whose pods call the frontend. */
const CALLERS = ['client', 'temporal-command-line', 'temporal-ui', 'worker'];
const SERVER = ['frontend', 'history', 'internal-frontend', 'matching', 'worker'].map((name) => `temporal-${name}`);

/**
 * Roots are replaced with all that is below them, in phases. Nobody does more than apply each: the pods are replaced whose
 * template has changed, and the server takes up its new leaves by itself.
 */
export function rootsAreRotated(name: string, running: () => RunningProgram): void {
  test(`P31 the roots of ${name} are rotated under load, by rolling restarts, without a workflow that fails`, async () => {
    const before = await callersOf(running());
    const replaced: number[] = [];
    let seconds = 0;
    const figures = await Applications.during(running(), async (applications) => {
      const rollOutChanged = async (expected: readonly string[]) => {
        const outdated = await running().system.deployments.outdated();
        expect(sortedUnique(outdated.map(({ deployment }) => deployment))).toEqual(sortedUnique(expected));
        replaced.push(await rollOut(running(), applications, outdated));
      };
      await running().enter({ generation: introduce(2) });
      await rollOutChanged([...SERVER, ...CALLERS]);
      seconds = await everyListenerShowsNewLeaves(running(), () => running().enter({ generation: signWith(2) }));
      await rollOutChanged(CALLERS);
      await running().enter({ generation: only(2) });
      await rollOutChanged([...SERVER, ...CALLERS]);
    });
    const pods = `${replaced.join(' + ')} pods replaced, new leaves taken up after ${seconds} s`;
    report(`rotation of roots, ${name}`, `${pods}; ${figuresText(figures)}`);
    expectAllCompleted(figures);

    const listeners = listenersOf(running());
    expect(await handshakeTable(running())).toEqual(expectedHandshakes(listeners));
    for (const old of before.filter((caller) => ['service', 'internode certificate'].includes(caller.name))) {
      const verdicts = await Promise.all(listeners.map((listener) => meet(old, listener)));
      expect(new Set(verdicts.map(({ listener }) => listener))).toEqual(new Set(['unknown authority']));
    }
  }, 600_000);
}

/**
 * Intermediates are replaced below roots that stay and that everybody trusts: leaves of the new ones are taken up as any
 * renewed leaf is, and nothing has to be restarted before the old ones are gone.
 */
export function intermediatesAreRotated(name: string, running: () => RunningProgram): void {
  test(`P31 the intermediates of ${name} are rotated under load, and nothing is restarted before the old ones are dropped`, async () => {
    let seconds = 0;
    const figures = await Applications.during(running(), async (applications) => {
      await running().enter({ intermediateGeneration: introduce(2) });
      seconds = await everyListenerShowsNewLeaves(running(), () =>
        running().enter({ intermediateGeneration: signWith(2) }),
      );
      await running().enter({ intermediateGeneration: only(2) });
      await rollOut(running(), applications, running().system.pods);
    });
    const taken = `every listener showed its new leaf after ${seconds} s, without a restart`;
    report(`rotation of intermediates, ${name}`, `${taken}; then all pods replaced; ${figuresText(figures)}`);
    expectAllCompleted(figures);
    expect(await handshakeTable(running())).toEqual(expectedHandshakes(listenersOf(running())));
  }, 600_000);
}

function expectAllCompleted({ failed, started, completed, failures }: ScenarioFigures): void {
  expect({ failed, failures: failures.filter((line) => line.startsWith('workflow')) }).toEqual({
    failed: 0,
    failures: [],
  });
  expect(completed).toBe(started);
  expect(completed).toBeGreaterThan(50);
}

function sortedUnique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
