import { ApiObject, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Enforcement } from '../../src/access/enforcement';
import type { PodFiles } from '../../src/kubernetes/pod-files';
import type { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { Program } from '../gen/program';
import { refusalOf } from '../support/refusal';

const POLICY_IMAGE = 'registry.example.com/temporal-server-policy:1.32.2';
const REFUSED = /\[INVALID_VALUE\].*\.image: /;
const STOCK = 'temporalio/server:1.32.2';

function stackOf(enforcement: Enforcement) {
  const program = new Program();
  return { chart: program.chart, auth: program.stack({ enforcement }) };
}

interface Given {
  readonly chart: Program['chart'];
  readonly pod: PodFiles;
  readonly image: string;
  readonly init?: boolean;
}

/** Both ways in which a workload is given the files, in a container or in one that goes before. */
const WAYS: Readonly<Record<string, (given: Given) => void>> = {
  addTo: ({ chart, pod, image, init }) => {
    const deployment = new Deployment(chart, 'Server', {
      serviceAccount: pod.identity.asServiceAccount(),
      securityContext: { fsGroup: pod.fsGroup },
    });
    const main = deployment.addContainer({ name: 'main', image: init ? 'busybox:1' : image });
    pod.addTo(deployment, init ? deployment.addInitContainer({ name: 'before', image }) : main);
  },
  addToWorkload: ({ chart, pod, image, init }) => {
    const containers = [{ name: 'main', image: init ? 'busybox:1' : image }];
    const initContainers = init ? [{ name: 'before', image }] : [];
    const spec = { template: { spec: { containers, initContainers } } };
    const deployment = new ApiObject(chart, 'Server', { apiVersion: 'apps/v1', kind: 'Deployment', spec } as never);
    pod.addToWorkload(deployment, { container: init ? 'before' : 'main' });
    Testing.synth(chart);
  },
};

describe('the image of the server', () => {
  test('is Temporal’s own of the declared version, or the one of the policy server', () => {
    expect(new Program().stack({ serverVersion: '1.31.5' }).serverImage).toBe('temporalio/server:1.31.5');
    expect(stackOf(Enforcement.policy({ image: POLICY_IMAGE })).auth.serverImage).toBe(POLICY_IMAGE);
  });

  test('is asked for where the policy server decides and nobody has said it', () => {
    const { auth } = stackOf(Enforcement.policy());
    expect(refusalOf(() => auth.serverImage)).toMatchObject({ code: 'MISSING_OPTION', option: 'PolicyOptions.image' });
  });
});

describe.each(Object.entries(WAYS))('a workload that is given the files of the server by %s', (_, add) => {
  const refused = (enforcement: Enforcement, image: string, more: Partial<Given> & { ui?: boolean } = {}) => {
    const { chart, auth } = stackOf(enforcement);
    const pod = (of: TemporalAuthStack) => (more.ui ? of.ui : of.history);
    try {
      add({ chart, pod: pod(auth), image, ...more });
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  test('is refused with another image than the policy server’s, also for services that decide nothing', () => {
    expect(refused(Enforcement.policy({ image: POLICY_IMAGE }), STOCK)).toMatch(REFUSED);
    expect(refused(Enforcement.policy({ image: POLICY_IMAGE }), `${POLICY_IMAGE}-rc`)).toMatch(REFUSED);
    expect(refused(Enforcement.policy(), STOCK)).toMatch(REFUSED);
  });

  test('is fine with it, with one of the user’s where none is said, and with any where Temporal’s own decides', () => {
    expect(refused(Enforcement.policy({ image: POLICY_IMAGE }), POLICY_IMAGE)).toBeUndefined();
    expect(refused(Enforcement.policy(), POLICY_IMAGE)).toBeUndefined();
    expect(refused(Enforcement.defaultAuthorizer(), POLICY_IMAGE)).toBeUndefined();
  });

  test('is fine with any image in what goes before the server, and for callers', () => {
    const policy = Enforcement.policy({ image: POLICY_IMAGE });
    expect(refused(policy, 'temporalio/admin-tools:1', { init: true })).toBeUndefined();
    expect(refused(policy, 'temporalio/ui:2', { ui: true })).toBeUndefined();
  });
});
