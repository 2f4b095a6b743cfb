import { ApiObject, type Chart, Cron } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import { included } from './included';

const MAIN = { name: 'main', image: 'registry.example.com/application:1' };
/** As those of cdk8s-plus take it; a StatefulSet needs a port for its Service. */
const PLUS = { containers: [{ ...MAIN, portNumber: 8080 }] };
const labels = { app: 'application' };
/** A pod as somebody writes it who leaves out all that need not be said. */
const template = { metadata: { labels }, spec: { containers: [MAIN] } };
const spec = { selector: { matchLabels: labels }, template };
const schedule = '0 * * * *';
const job = { template: { spec: { ...template.spec, restartPolicy: 'OnFailure' } } };
const { k8s } = plus33; // what `cdk8s import k8s` writes

/** Workloads of every origin, as small as they may be, each with a container `main`. */
export const WORKLOADS: Readonly<Record<string, (chart: Chart) => IConstruct>> = {
  'a Deployment of cdk8s-plus-27': (chart) => new plus27.Deployment(chart, 'W', PLUS),
  'a StatefulSet of cdk8s-plus-27': (chart) => new plus27.StatefulSet(chart, 'W', PLUS),
  'a DaemonSet of cdk8s-plus-27': (chart) => new plus27.DaemonSet(chart, 'W', PLUS),
  'a Job of cdk8s-plus-27': (chart) => new plus27.Job(chart, 'W', PLUS),
  'a CronJob of cdk8s-plus-27': (chart) => new plus27.CronJob(chart, 'W', { ...PLUS, schedule: Cron.hourly() }),
  'a Pod of cdk8s-plus-27': (chart) => new plus27.Pod(chart, 'W', PLUS),
  'a Deployment of cdk8s-plus-33': (chart) => new plus33.Deployment(chart, 'W', PLUS),
  'a StatefulSet of cdk8s-plus-33': (chart) => new plus33.StatefulSet(chart, 'W', PLUS),
  'a CronJob of cdk8s-plus-33': (chart) => new plus33.CronJob(chart, 'W', { ...PLUS, schedule: Cron.hourly() }),
  'a Pod of cdk8s-plus-33': (chart) => new plus33.Pod(chart, 'W', PLUS),
  'a KubeDeployment': (chart) => new k8s.KubeDeployment(chart, 'W', { spec }),
  'a KubeStatefulSet': (chart) =>
    new k8s.KubeStatefulSet(chart, 'W', { spec: { ...spec, serviceName: 'application' } }),
  'a KubeDaemonSet': (chart) => new k8s.KubeDaemonSet(chart, 'W', { spec }),
  'a KubeReplicaSet': (chart) => new k8s.KubeReplicaSet(chart, 'W', { spec }),
  'a KubeJob': (chart) => new k8s.KubeJob(chart, 'W', { spec: job }),
  'a KubeCronJob': (chart) => new k8s.KubeCronJob(chart, 'W', { spec: { schedule, jobTemplate: { spec: job } } }),
  'a KubePod': (chart) => new k8s.KubePod(chart, 'W', { spec: template.spec }),
  'a Deployment of an Include': (chart) => one(chart, { apiVersion: 'apps/v1', kind: 'Deployment', spec }),
  'a CronJob of an Include': (chart) =>
    one(chart, { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule, jobTemplate: { spec: job } } }),
  'an object of a kind that makes pods likewise': (chart) =>
    new ApiObject(chart, 'W', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec } as never),
};

function one(chart: Chart, object: object): ApiObject {
  const [read] = included(chart, 'Included', [{ metadata: { name: 'application' }, ...object }]);
  return read;
}

/** The template of an object's pods, wherever it is. */
// biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written
export function podOf(object: any): any {
  return object.spec.jobTemplate?.spec.template ?? object.spec.template ?? object;
}
