import type { AbstractPod, Container, ISecret, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { cdk8sPlus } from './cdk8s-plus';
import type { PodModel } from './model';
import { type DirectoryVolume, directoryVolumes, literalEnvValue } from './render-pod-files';

const OPTION = 'PodFiles.addTo';

/** Mounts the files of a model into a container of cdk8s-plus-27 and sets its variables. */
export function mountPodFiles(model: PodModel, pod: AbstractPod, container: Container): void {
  const scope = childOf(pod, 'TemporalAuth', (parent, id) => new Construct(parent, id));
  for (const volume of directoryVolumes(model.files)) {
    // Two containers of a pod share the volume: cdk8s-plus refuses two of one name.
    container.mount(
      volume.mountPath,
      childOf(scope, volume.name, (parent, id) => volumeOf(parent, id, volume)),
      { readOnly: true },
    );
  }
  const { EnvValue, Secret } = cdk8sPlus(OPTION);
  for (const variable of model.env) {
    if ('value' in variable) {
      container.env.addVariable(variable.name, EnvValue.fromValue(literalEnvValue(variable.value)));
    } else {
      const { name, key } = variable.secretKeyRef;
      const secret = childOf<ISecret>(scope, `secret-${name}`, (parent, id) => Secret.fromSecretName(parent, id, name));
      container.env.addVariable(variable.name, EnvValue.fromSecretValue({ secret, key }));
    }
  }
}

/**
 * A volume of cdk8s-plus-27. Its own factories know no projected volumes, so the volume answers the one question that a pod
 * asks of it with what the plain form says; both forms are then the same by construction.
 */
function volumeOf(scope: Construct, id: string, { name, volume }: DirectoryVolume): Volume {
  const made = cdk8sPlus(OPTION).Volume.fromEmptyDir(scope, id, name);
  Object.defineProperty(made, '_toKube', { value: () => volume });
  return made;
}

function childOf<T extends Construct | ISecret | Volume>(
  scope: Construct,
  id: string,
  make: (scope: Construct, id: string) => T,
): T {
  return (scope.node.tryFindChild(id) as T | undefined) ?? make(scope, id);
}
