import { Size } from 'cdk8s';
import { type Container, Cpu, Deployment, Probe, Service, Volume } from 'cdk8s-plus-27';
import type { PodFiles, TemporalAuthStack, TemporalService } from 'cdk8s-temporal-auth';
import { Construct } from 'constructs';

const IMAGES = {
  ui: 'temporalio/ui:2.55.0',
  commandLine: 'temporalio/admin-tools:1.32.2',
  application: 'registry.company.com/orders:1.0.0',
};

/** Temporal's services, its Web UI and a pod with its command line, each with what the stack says that it needs. */
export function addTemporalWorkloads(scope: Construct, auth: TemporalAuthStack): void {
  const services = new Construct(scope, 'Temporal');
  const frontend = workload(services, 'temporal-frontend', auth.serverImage, auth.frontend, 7233);
  workload(services, 'temporal-internal-frontend', auth.serverImage, auth.internalFrontend, 7236);
  workload(services, 'temporal-history', auth.serverImage, auth.history, 7234);
  workload(services, 'temporal-matching', auth.serverImage, auth.matching, 7235);
  workload(services, 'temporal-worker', auth.serverImage, auth.worker, 7239);
  workload(services, 'temporal-ui', IMAGES.ui, auth.ui, 8080);
  workload(services, 'temporal-command-line', IMAGES.commandLine, auth.commandLine);

  // The frontend's certificate, and every profile, name this Service.
  new Service(services, 'FrontendService', {
    metadata: { name: 'temporal-frontend' },
    selector: frontend,
    ports: [{ name: 'grpc', port: 7233, targetPort: 7233 }],
  });
}

/** An application that calls Temporal. */
export function addClientWorkload(scope: Construct, service: TemporalService): void {
  workload(scope, service.subjectId, IMAGES.application, service.pod);
}

function workload(scope: Construct, name: string, image: string, pod: PodFiles, port?: number): Deployment {
  const deployment = new Deployment(scope, name, {
    metadata: { name },
    replicas: 1,
    serviceAccount: pod.identity.asServiceAccount(),
    // Temporal's images run as 1000:1000; the mounted keys are readable by this group alone.
    securityContext: { user: 1000, group: 1000, fsGroup: pod.fsGroup },
  });
  const container: Container = deployment.addContainer({
    name,
    image,
    resources: {
      cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
      memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
    },
    // A TCP probe: Kubernetes' gRPC probe speaks no TLS.
    ...(port === undefined ? {} : { portNumber: port, readiness: Probe.fromTcpSocket({ port }) }),
  });
  container.mount('/tmp', Volume.fromEmptyDir(deployment, 'Tmp', 'tmp'));
  pod.addTo(deployment, container);
  return deployment;
}
