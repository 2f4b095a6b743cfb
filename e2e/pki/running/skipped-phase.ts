import { AuthorityGeneration } from 'cdk8s-temporal-auth';
import { call } from '../../harness/pods/workload';
import { SERVICES } from '../../harness/temporal/temporal-cluster';
import { callersOf, meet, serverListenersOf } from './handshakes';
import { TEMPORAL_NAMESPACE } from './program';
import { replaceServer } from './rollout';
import type { RunningProgram } from './running-program';
import type { LocalSource } from './sources';

/** Leaves the server in two halves that do not talk to each other: the last thing a scenario does. */
export function skippingAPhaseBreaksCalls(name: string, running: () => RunningProgram): void {
  test(`P31 at last, a phase of the rotation of ${name} that is skipped is refused, and would break what the check guards`, async () => {
    const { system, source } = running();
    const next = running().generation + 1;
    const phase = { generation: AuthorityGeneration.only(next) };
    await expect(running().enter(phase)).rejects.toThrow('[UNSAFE_ROTATION]');

    const before = await callersOf(running());
    const old = serverListenersOf(running());
    (source as LocalSource).pretendRolledOut(next);
    await running().enter(phase, { sync: false }); // the kubelets of the other pods have a minute
    const fresh: string[] = [];
    for (const service of ['frontend', 'history'] as const) {
      const [pod] = system.temporal.podsOf(service);
      fresh.push((await replaceServer(running(), pod)).running.address);
    }

    const named = async (caller: string, of = before) => of.filter(({ name: each }) => each === caller)[0];
    const at = (service: string, addresses: readonly string[]) =>
      serverListenersOf(running()).filter(({ name: each, host }) => each === service && addresses.includes(host))[0];
    const unknown = { listener: 'unknown authority', caller: 'unknown authority' };
    const both = { listener: 'in', caller: 'verified' };
    const after = await callersOf(running());
    const oldHosts = old.map(({ host }) => host);
    for (const [caller, service] of [
      ['service', 'frontend'],
      ['internode certificate', 'history'],
    ] as const) {
      const [oldCaller, newCaller] = [await named(caller), await named(caller, after)];
      const [oldListener, newListener] = [at(service, oldHosts), at(service, fresh)];
      expect(await meet(oldCaller, newListener)).toEqual(unknown);
      expect(await meet(newCaller, oldListener)).toEqual(unknown);
      expect(await meet(oldCaller, oldListener)).toEqual(both);
      expect(await meet(newCaller, newListener)).toEqual(both);
    }

    const [client] = system.pods.filter(({ deployment }) => deployment === 'client');
    const describe = {
      call: { service: 'workflowService', method: 'describeNamespace', request: { namespace: TEMPORAL_NAMESPACE } },
    } as const;
    const ask = (host: string) =>
      call(client.running, { ...describe, address: `${host}:${SERVICES.frontend.grpcPort}` });
    expect(await ask(at('frontend', oldHosts).host)).toMatchObject({ ok: true });
    expect(await ask(at('frontend', fresh).host)).toMatchObject({ ok: false });
  }, 300_000);
}
