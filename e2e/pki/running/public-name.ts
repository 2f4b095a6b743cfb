import { call, output } from '../../harness/pods/workload';
import { BackgroundProcess } from '../../harness/processes';
import type { CallRequest } from '../../workload/requests';
import { callersOf, listenersOf, meet } from './handshakes';
import { AUDIENCE, TEMPORAL_NAMESPACE } from './program';
import type { RunningProgram } from './running-program';
import { PUBLIC_NAME, SERVICE_NAME } from './sources';

const UI_PORT = 8080;
const DESCRIBE: CallRequest = {
  call: { service: 'workflowService', method: 'describeNamespace', request: { namespace: TEMPORAL_NAMESPACE } },
};

/** Callers that dial the frontend's Service, whose certificate holds a public name alone. */
export function callersVerifyAPublicName(name: string, running: () => RunningProgram): void {
  describe(`the frontend, by certificates from ${name}, has a public name alone`, () => {
    test('A18 by which a handshake verifies it, and by the name of its Service none does', async () => {
      const [frontend] = listenersOf(running());
      for (const caller of (await callersOf(running())).filter(
        (each) => each.serverName === PUBLIC_NAME && each.cert,
      )) {
        expect((await meet(caller, frontend)).caller).toBe('verified');
        expect((await meet({ ...caller, serverName: SERVICE_NAME }, frontend)).caller).toBe('another name');
      }
    });

    test.each(['client', 'worker'])('A18 by which the SDK in the pod of the %s verifies it', async (pod) => {
      const caller = running().system.pod(pod);
      expect(await call(caller, DESCRIBE)).toMatchObject({ ok: true });
      expect(await call(caller, { ...DESCRIBE, serverName: SERVICE_NAME })).toMatchObject({ ok: false });
    });

    test('A18 by which the command line verifies it', async () => {
      const { system } = running();
      const describe = ['temporal', 'operator', 'namespace', 'describe', '--namespace', TEMPORAL_NAMESPACE];
      const permissions = [`${TEMPORAL_NAMESPACE}:read`];
      const apiKey = system.apiKeys.sign({ subject: 'ops@company.com', audience: AUDIENCE, permissions });
      const command = await system.pod('temporal-command-line').exec([...describe, '--api-key', apiKey]);
      expect(await output(command)).toContain(TEMPORAL_NAMESPACE);
      const misnamed = { ...command.env, TEMPORAL_TLS_SERVER_NAME: SERVICE_NAME }; // its flag does not replace what a profile says
      await expect(output({ ...command, env: misnamed })).rejects.toThrow(
        `certificate is valid for ${PUBLIC_NAME}, not ${SERVICE_NAME}`,
      );
    });

    test('A18 by which the Web UI verifies it', async () => {
      expect(await askedThroughUi(running(), {})).toBe(200);
      expect(await askedThroughUi(running(), { TEMPORAL_TLS_SERVER_NAME: SERVICE_NAME })).toBe(503);
    });
  });
}

/** What the UI answers to what its page asks first, for which the frontend wants no token. */
async function askedThroughUi({ system }: RunningProgram, changes: Readonly<Record<string, string>>): Promise<number> {
  const pod = system.pod('temporal-ui');
  const { env, ...main } = await pod.main();
  const process = BackgroundProcess.start({
    name: 'temporal-ui',
    ...main,
    env: { ...env, ...changes },
    logFolder: system.logFolder,
  });
  try {
    const url = `http://${pod.address}:${UI_PORT}`;
    await process.until('healthy', 20_000, async () => (await fetch(`${url}/healthz`)).ok || undefined);
    const { status } = await fetch(`${url}/api/v1/system-info`);
    return status;
  } finally {
    await process.stop();
  }
}
