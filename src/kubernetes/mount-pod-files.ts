import type { AbstractPod, Container, ISecret, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { cdk8sPlus } from './cdk8s-plus';
import type { PodNeeds } from './model';
import {
  type DirectoryVolume,
  directoryVolumes,
  FILE_MODE,
  literalEnvValue,
  renderProjection,
} from './render-pod-files';

const OPTION = 'PodFiles.addTo';

/** Mounts files into a container of cdk8s-plus-27 and sets its variables. */
export function mountPodFiles({ files, env }: PodNeeds, pod: AbstractPod, container: Container): void {
  const scope = childOf(pod, 'TemporalAuth', (parent, id) => new Construct(parent, id));
  for (const volume of directoryVolumes(files)) {
    // Two containers of a pod share the volume: cdk8s-plus refuses two of one name.
    container.mount(
      volume.mountPath,
      childOf(scope, volume.name, (parent, id) => volumeOf(parent, id, volume)),
      { readOnly: true },
    );
  }
  const { EnvValue, Secret } = cdk8sPlus(OPTION);
  for (const variable of env) {
    if ('value' in variable) {
      container.env.addVariable(variable.name, EnvValue.fromValue(literalEnvValue(variable.value)));
    } else {
      const { name, key } = variable.secretKeyRef;
      const secret = childOf<ISecret>(scope, `secret-${name}`, (parent, id) => Secret.fromSecretName(parent, id, name));
      container.env.addVariable(variable.name, EnvValue.fromSecretValue({ secret, key }));
    }
  }
}

/** The volume that `renderVolumes` writes, as cdk8s-plus-27 knows it. */
function volumeOf(scope: Construct, id: string, { name, sources }: DirectoryVolume): Volume {
  const { ConfigMap, Secret, Volume } = cdk8sPlus(OPTION);
  if (sources.length > 1) {
    // cdk8s-plus-27 has no factory for a projected volume, and only the type hides its constructor.
    const AnyVolume = Volume as unknown as new (...of: [Construct, string, string, object]) => Volume;
    return new AnyVolume(scope, id, name, { projected: renderProjection(sources) });
  }
  const [{ kind, objectName, items }] = sources;
  const options = {
    name,
    defaultMode: FILE_MODE,
    items: Object.fromEntries(items.map(({ key, path }) => [key, { path }])),
  };
  const object = new Construct(scope, `${id}-source`);
  return kind === 'Secret'
    ? Volume.fromSecret(scope, id, Secret.fromSecretName(object, kind, objectName), options)
    : Volume.fromConfigMap(scope, id, ConfigMap.fromConfigMapName(object, kind, objectName), options);
}

function childOf<T extends Construct | ISecret | Volume>(
  scope: Construct,
  id: string,
  make: (scope: Construct, id: string) => T,
): T {
  return (scope.node.tryFindChild(id) as T | undefined) ?? make(scope, id);
}
