import { ClusterObjects, type ClusterOptions } from './cluster-objects';
import { DirectoryObjects, type PublicObjects } from './public-objects';

/** Options of commands that look at what is really there. */
export interface ObjectsOptions extends ClusterOptions {
  readonly kubectl?: boolean;
  readonly directory?: string;
}

/** Secrets and ConfigMaps where the options say that they lie; undefined where they say nothing of it. */
export function objectsOf({ kubectl, context, kubeconfig, directory }: ObjectsOptions): PublicObjects | undefined {
  if (directory !== undefined) return new DirectoryObjects(directory);
  return kubectl ? new ClusterObjects({ context, kubeconfig }) : undefined;
}
