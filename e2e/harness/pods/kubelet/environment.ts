import { dataOf, type ObjectGetter, type ObjectKind } from './objects';
import { type Container, type KeySelector, type Pod, PodCannotStart } from './pod-spec';

export type Environment = Readonly<Record<string, string>>;

/**
 * The variables of a container as the kubelet computes them: in order, `$(NAME)` referring to earlier ones.
 * @throws PodCannotStart when a required Secret, ConfigMap or key is missing.
 */
export async function environmentOf(
  getter: ObjectGetter,
  pod: Pod,
  container: Container,
  podIp: string,
): Promise<Environment> {
  const environment: Record<string, string> = {};
  for (const variable of container.env ?? []) {
    const { secretKeyRef, configMapKeyRef, fieldRef } = variable.valueFrom ?? {};
    const value = secretKeyRef
      ? await keyOf(getter, pod, 'secret', secretKeyRef)
      : configMapKeyRef
        ? await keyOf(getter, pod, 'configMap', configMapKeyRef)
        : fieldRef
          ? fieldOf(pod, fieldRef.fieldPath, podIp)
          : expand(variable.value ?? '', environment);
    if (value !== undefined) {
      environment[variable.name] = value;
    }
  }
  return environment;
}

/** Replaces `$(NAME)` by its value, `$$` by `$`, and leaves unknown references as they are. */
export function expand(text: string, environment: Environment): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (reference, name?: string) =>
    name === undefined ? '$' : Object.hasOwn(environment, name) ? environment[name] : reference,
  );
}

async function keyOf(
  getter: ObjectGetter,
  pod: Pod,
  kind: ObjectKind,
  selector: KeySelector,
): Promise<string | undefined> {
  const data = await dataOf(getter, pod, kind, selector.name, selector.optional);
  const bytes = data.get(selector.key);
  if (bytes === undefined && !selector.optional) {
    throw new PodCannotStart(pod, `couldn't find key ${selector.key} in ${kind.toLowerCase()} "${selector.name}"`);
  }
  return bytes?.toString('utf8');
}

function fieldOf(pod: Pod, fieldPath: string, podIp: string): string {
  const fields: Record<string, string | undefined> = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'spec.serviceAccountName': pod.spec.serviceAccountName,
    'status.podIP': podIp,
  };
  const value = fields[fieldPath];
  if (value === undefined) {
    throw new PodCannotStart(pod, `the harness does not carry out fieldRef ${fieldPath}`);
  }
  return value;
}
