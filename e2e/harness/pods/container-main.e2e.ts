import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Network } from '../network';
import { runMain } from './container-main';
import { Images } from './images';
import { RunningPod } from './pod';

const IMAGE = 'registry.example.com/app';

let network: Network;
let runFolder: string;
let pods = 0;

beforeAll(() => {
  runFolder = mkdtempSync(join(process.env.E2E_RUN_FOLDER ?? '', 'container-main-'));
  mkdirSync(join(runFolder, 'app', 'node_modules'), { recursive: true });
  network = new Network(runFolder);
});
afterAll(() => network.close());

/** A pod that runs a script, which finds in `$RUN` the how manyth run it is. */
function podThatRuns(script: string): Promise<RunningPod> {
  const count = 'RUN=0; [ -e /state/runs ] && read RUN </state/runs; RUN=`expr $RUN + 1`; echo $RUN >/state/runs';
  const container = {
    name: 'main',
    image: `${IMAGE}:1`,
    command: ['/bin/sh', '-c', `${count}; ${script}`],
    volumeMounts: [{ name: 'state', mountPath: '/state' }],
  };
  const spec = {
    securityContext: { runAsUser: 1234, runAsGroup: 2345, fsGroup: 3456 },
    volumes: [{ name: 'state', emptyDir: {} }],
    containers: [container],
  };
  const images = new Images(join(runFolder, 'app'), '', [IMAGE]);
  const getter = { secret: async () => undefined, configMap: async () => undefined };
  const pod = { metadata: { name: `pod-${++pods}`, namespace: 'default' }, spec };
  return RunningPod.create(pod, { network, images, getter, runFolder });
}

test('what ends before it is ready is started again', async () => {
  const pod = await podThatRuns('[ $RUN = 3 ] || exit 1; echo ready; sleep 60');
  const third = await runMain(pod, runFolder, 'ready');
  expect(third.log()).toBe('ready\n');
  await third.stop('SIGKILL');
});

test('what ends again and again fails, with the end of its log', async () => {
  const pod = await podThatRuns('echo no database >&2; exit 1');
  await expect(runMain(pod, runFolder, 'ready')).rejects.toThrow(
    /ended \(exit code 1\) before "ready"[\s\S]*no database/,
  );
}, 30_000);

test('what hangs is reported with its connections and started again, once', async () => {
  const reported = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const once = await runMain(await podThatRuns('[ $RUN = 2 ] && echo ready; sleep 60'), runFolder, 'ready', 1000);
  expect(reported.mock.calls.join()).toMatch(
    /hangs at its start: pod-\d+: no "ready" within 1000 ms[\s\S]*Recv-Q Send-Q/,
  );
  await once.stop('SIGKILL');

  const ever = await podThatRuns('sleep 60');
  await expect(runMain(ever, runFolder, 'ready', 1000)).rejects.toThrow('no "ready" within 1000 ms');
  expect(readFileSync(join(runFolder, 'pods/default', ever.pod.metadata.name, 'volumes/state/runs'), 'utf8')).toBe(
    '2\n',
  );
  reported.mockRestore();
}, 30_000);
