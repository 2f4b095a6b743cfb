import { join } from 'node:path';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Worker } from '@temporalio/worker';
import * as activities from './activities';

/**
 * A worker as an application would write it: everything about the connection comes from its profile
 * (TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE). Prints `polling` when it runs, and stops at SIGTERM.
 */
async function main(taskQueue: string): Promise<void> {
  const { connectionOptions, namespace } = loadClientConnectConfig({ configFileStrict: true });
  const connection = await NativeConnection.connect(connectionOptions);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: { codePath: join(__dirname, 'workflow-bundle.js') },
  });
  console.log('polling');
  await worker.run();
  await connection.close();
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1); // the SDK's native part would keep the process alive
});
