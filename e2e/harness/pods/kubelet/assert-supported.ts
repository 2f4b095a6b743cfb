import { type Pod, PodCannotStart } from './pod-spec';

/**
 * The fields the harness carries out, or that change nothing about files, identity and environment. Everything else
 * stops the run: a manifest must not gain a meaning in a cluster that it does not have here.
 */
const KNOWN: Record<string, readonly string[]> = {
  pod: [
    'serviceAccountName',
    'serviceAccount',
    'automountServiceAccountToken',
    'securityContext',
    'volumes',
    'containers',
    'restartPolicy',
    'terminationGracePeriodSeconds',
    'dnsPolicy',
    'schedulerName',
    'enableServiceLinks',
    'tolerations',
    'priority',
    'preemptionPolicy',
    'hostNetwork',
    'setHostnameAsFQDN',
  ],
  podSecurity: [
    'runAsUser',
    'runAsGroup',
    'runAsNonRoot',
    'fsGroup',
    'fsGroupChangePolicy',
    'supplementalGroups',
    'seccompProfile',
  ],
  container: [
    'name',
    'image',
    'command',
    'args',
    'workingDir',
    'env',
    'volumeMounts',
    'securityContext',
    'ports',
    'resources',
    'imagePullPolicy',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
  ],
  containerSecurity: [
    'runAsUser',
    'runAsGroup',
    'runAsNonRoot',
    'allowPrivilegeEscalation',
    'readOnlyRootFilesystem',
    'capabilities',
    'privileged',
    'seccompProfile',
  ],
  volume: ['name', 'secret', 'configMap', 'projected', 'emptyDir'],
  projection: ['secret', 'configMap'],
  volumeMount: ['name', 'mountPath', 'readOnly', 'recursiveReadOnly'],
  envVar: ['name', 'value', 'valueFrom'],
  envSource: ['secretKeyRef', 'configMapKeyRef', 'fieldRef'],
};

/** @throws PodCannotStart naming the field, when the pod uses one that the harness does not carry out. */
export function assertSupported(pod: Pod): void {
  const check = (kind: string, path: string, value: object | undefined) => {
    const unknown = Object.keys(value ?? {}).filter((key) => !KNOWN[kind].includes(key));
    if (unknown.length > 0) {
      throw new PodCannotStart(pod, `the harness does not carry out ${path}.${unknown.join(', ')}`);
    }
  };
  check('pod', 'spec', pod.spec);
  if ((pod.spec as { hostNetwork?: boolean }).hostNetwork) {
    throw new PodCannotStart(pod, 'the harness does not carry out spec.hostNetwork: true');
  }
  check('podSecurity', 'spec.securityContext', pod.spec.securityContext);
  for (const volume of pod.spec.volumes ?? []) {
    const path = `spec.volumes[${volume.name}]`;
    check('volume', path, volume);
    for (const [i, source] of (volume.projected?.sources ?? []).entries()) {
      check('projection', `${path}.projected.sources[${i}]`, source);
    }
  }
  for (const container of pod.spec.containers) {
    const path = `spec.containers[${container.name}]`;
    check('container', path, container);
    check('containerSecurity', `${path}.securityContext`, container.securityContext);
    if ((container.securityContext as { privileged?: boolean } | undefined)?.privileged) {
      throw new PodCannotStart(pod, `the harness does not carry out ${path}.securityContext.privileged: true`);
    }
    for (const mount of container.volumeMounts ?? []) {
      check('volumeMount', `${path}.volumeMounts[${mount.mountPath}]`, mount);
    }
    for (const variable of container.env ?? []) {
      check('envVar', `${path}.env[${variable.name}]`, variable);
      check('envSource', `${path}.env[${variable.name}].valueFrom`, variable.valueFrom);
    }
  }
}
