import { type ApiObject, Testing } from 'cdk8s';
import { Program } from '../gen/program';
import { included } from '../support/included';
import { OFFICIAL_CHART } from '../support/official-chart';

type Started = ReturnType<typeof start>;

const CONFIG = 'TEMPORAL_SERVER_CONFIG_FILE_PATH';
const GIVES_WAY = { replaceVariables: [CONFIG] };

/** A stack beside what the official chart makes; an object of that, and its pod as it is written. */
function start() {
  const program = new Program();
  const auth = program.stack();
  const made = included(program.chart, 'Chart', OFFICIAL_CHART);
  const chart = (component: string) => made.find(({ name }) => name === `temporal-${component}`) as ApiObject;
  const podOf = (component: string) => {
    const { kind, name } = chart(component);
    return Testing.synth(program.chart).find((each) => each.kind === kind && each.metadata.name === name).spec.template;
  };
  return { auth, chart, podOf };
}

describe('the workloads of Temporal’s official chart', () => {
  test.each(['frontend', 'internalFrontend', 'history', 'matching', 'worker'] as const)(
    'A28 K05 K13 are given the part of the server’s %s, where the configuration of the chart gives way',
    (service) => {
      const { auth, chart, podOf } = start();
      const component = service === 'internalFrontend' ? 'internal-frontend' : service;
      auth[service].addToWorkload(chart(component), { container: `temporal-${component}`, ...GIVES_WAY });
      const { metadata, spec } = podOf(component);
      const [{ env, volumeMounts }] = spec.containers;
      expect(spec).toMatchObject({
        serviceAccountName: `temporal-${component}`,
        automountServiceAccountToken: false,
        securityContext: { fsGroup: 1000, runAsUser: 1000 },
      });
      expect(metadata.annotations).toEqual({
        'checksum/config': '4b02aada',
        'prometheus.io/scrape': 'true',
        ...auth[service].podAnnotations,
      });
      expect(spec.volumes.slice(2)).toEqual(auth[service].volumes());
      expect(volumeMounts.slice(2)).toEqual(auth[service].volumeMounts());
      expect(env.filter(({ name }: { name: string }) => name.startsWith('TEMPORAL_SERV'))).toEqual([
        { name: 'TEMPORAL_SERVICES', value: component },
        { name: CONFIG, value: '/etc/temporal-auth/config/config.yaml' },
      ]);
    },
  );

  test('are given those of the Web UI and the command line, whose address is the frontend’s', () => {
    const { auth, chart, podOf } = start();
    auth.ui.addToWorkload(chart('web'), { container: 'temporal-web' });
    auth.commandLine.addToWorkload(chart('admintools'), { container: 'admin-tools' });
    expect(podOf('web').spec.containers[0].env).toEqual(auth.ui.env());
    expect(podOf('admintools').spec.containers[0].env.slice(2)).toEqual(auth.commandLine.env());
  });

  test('are given that of a service in an init container', () => {
    const { auth, chart, podOf } = start();
    const { pod } = auth.addService('schema', { temporalNamespace: 'default' });
    pod.addToWorkload(chart('schema'), { container: 'manage-schema-default-store' });
    expect(podOf('schema').spec.initContainers[0].volumeMounts).toEqual(pod.volumeMounts());
  });

  test.each<[string, (start: Started) => void, RegExp[]]>([
    [
      'the chart has a configuration of its own',
      ({ auth, chart }) => auth.frontend.addToWorkload(chart('frontend'), { container: 'temporal-frontend' }),
      [/workload\.env\.TEMPORAL_SERVER_CONFIG_FILE_PATH/],
    ],
    [
      'the pods are another service of the server',
      ({ auth, chart }) =>
        auth.history.addToWorkload(chart('frontend'), { container: 'temporal-frontend', ...GIVES_WAY }),
      [/workload\.env\.TEMPORAL_SERVICES/],
    ],
    [
      'a second component is put into the pods of the first',
      ({ auth, chart }) => {
        auth.frontend.addToWorkload(chart('frontend'), { container: 'temporal-frontend', ...GIVES_WAY });
        auth.history.addToWorkload(chart('frontend'), { container: 'temporal-frontend', ...GIVES_WAY });
      },
      [/workload\.serviceAccountName/, /workload\.annotations\./, /workload\.env\.TEMPORAL_SERVICES/],
    ],
    [
      'a variable that gives way is none of the component’s',
      ({ auth, chart }) => auth.ui.addToWorkload(chart('web'), { container: 'temporal-web', ...GIVES_WAY }),
      [/AddToWorkloadOptions\.replaceVariables is "TEMPORAL_SERVER_CONFIG_FILE_PATH"/],
    ],
  ])('are refused where %s', (_, add, said) => {
    const started = start();
    add(started);
    for (const words of said) expect(() => started.podOf('web')).toThrow(words);
  });

  test('are given the trust of a tenant that is declared later, also after a synthesis', () => {
    const { auth, chart, podOf } = start();
    auth.frontend.addToWorkload(chart('frontend'), { container: 'temporal-frontend', ...GIVES_WAY });
    const before = podOf('frontend');
    auth.pki.addTenant('partner');
    const after = podOf('frontend');
    expect(after.spec.volumes.length).toBeGreaterThan(before.spec.volumes.length);
    expect(after.spec.volumes.slice(2)).toEqual(auth.frontend.volumes());
  });
});
