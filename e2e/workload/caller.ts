import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { outcomeOf } from './outcome';
import type { CallOutcome, CallRequest } from './requests';

/**
 * A client as an application would write it: the connection comes from its profile (TEMPORAL_CONFIG_FILE,
 * TEMPORAL_PROFILE), except for what the scenario replaces to be refused.
 */
async function perform(request: CallRequest): Promise<unknown> {
  const profile = loadClientConnectConfig({ configFileStrict: true });
  const namespace = request.temporalNamespace ?? profile.namespace ?? 'default';
  const connection = await Connection.connect(optionsFor(request, profile.connectionOptions));
  try {
    const client = new Client({ connection, namespace });
    let result: unknown;
    if (request.start) {
      const { workflow, taskQueue, id, args } = request.start;
      const handle = await client.workflow.start(workflow, { taskQueue, workflowId: id, args: [...(args ?? [])] });
      result = request.result ? await handle.result() : handle.firstExecutionRunId;
    }
    if (request.call) {
      const service = connection[request.call.service] as unknown as Record<string, (r: object) => Promise<unknown>>;
      result = await service[request.call.method](request.call.request);
    }
    return result;
  } finally {
    await connection.close();
  }
}

type ConnectionOptions = NonNullable<Parameters<typeof Connection.connect>[0]>;

function optionsFor(
  request: CallRequest,
  profile: ReturnType<typeof loadClientConnectConfig>['connectionOptions'],
): ConnectionOptions {
  const tls = typeof profile.tls === 'object' && profile.tls !== null ? profile.tls : {};
  const pair = request.certificate
    ? {
        crt: Buffer.concat(request.certificate.certFiles.map((file) => readFileSync(file))),
        key: readFileSync(request.certificate.keyFile),
      }
    : tls.clientCertPair;
  return {
    address: request.address ?? profile.address,
    apiKey: request.withoutApiKey ? undefined : (request.apiKey ?? (profile.apiKey as string | undefined)),
    connectTimeout: '5 seconds',
    tls: {
      ...tls,
      clientCertPair: request.withoutCertificate ? undefined : pair,
      ...(request.serverName ? { serverNameOverride: request.serverName } : {}),
      ...(request.rootCaFile ? { serverRootCACertificate: readFileSync(request.rootCaFile) } : {}),
    },
  };
}

perform(JSON.parse(process.argv[2]))
  .then((result): CallOutcome => ({ ok: true, result }), outcomeOf)
  .then((outcome) => console.log(JSON.stringify(outcome)));
