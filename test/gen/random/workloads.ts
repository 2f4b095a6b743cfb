import { ApiObject } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import type { PodFiles } from 'cdk8s-temporal-auth';
import type { Construct } from 'constructs';
import * as fc from 'fast-check';

/** How a pod is given its files: in a workload of cdk8s-plus-27, in any other one, or from the plain data. */
export const workload = fc.constantFrom('plus' as const, 'any' as const, 'plain' as const);
export type WorkloadChoice = typeof workload extends fc.Arbitrary<infer T> ? T : never;

const MAIN = { name: 'main', image: 'registry.example.com/application:1' };

/** Makes the workload of a component or service. */
export function addWorkload(scope: Construct, id: string, pod: PodFiles, choice: WorkloadChoice): void {
  const labels = { app: id };
  switch (choice) {
    case 'plus': {
      const deployment = new Deployment(scope, `Workload-${id}`, {
        serviceAccount: pod.identity.asServiceAccount(),
        securityContext: { fsGroup: pod.fsGroup },
      });
      pod.addTo(deployment, deployment.addContainer(MAIN));
      return;
    }
    case 'any': {
      const spec = {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [MAIN] } },
      };
      pod.addToWorkload(deploymentOf(scope, id, spec), { container: 'main' });
      return;
    }
    case 'plain': {
      const containers = [{ ...MAIN, env: pod.env(), volumeMounts: pod.volumeMounts() }];
      const metadata = { labels: { ...labels, ...pod.podLabels }, annotations: pod.podAnnotations };
      const spec = {
        selector: { matchLabels: labels },
        template: { metadata, spec: { ...pod.podSpec(), containers } },
      };
      deploymentOf(scope, id, spec);
    }
  }
}

function deploymentOf(scope: Construct, id: string, spec: object): ApiObject {
  return new ApiObject(scope, `Workload-${id}`, { apiVersion: 'apps/v1', kind: 'Deployment', spec } as never);
}
