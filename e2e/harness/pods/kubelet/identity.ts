import { type Container, type Pod, PodCannotStart } from './pod-spec';

/** The user an image runs as when the manifest does not say. */
export interface ImageUser {
  readonly uid: number;
  readonly gid: number;
}

/** Who a container's process is to the kernel. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups: `supplementalGroups` and `fsGroup`. */
  readonly groups: readonly number[];
  readonly noNewPrivileges: boolean;
  readonly dropAllCapabilities: boolean;
}

/**
 * A container's own securityContext wins over the pod's, and both over the image.
 * @throws PodCannotStart when the process would be root under `runAsNonRoot`, or capabilities are dropped one by one.
 */
export function identityOf(pod: Pod, container: Container, image: ImageUser): Identity {
  const ofPod = pod.spec.securityContext ?? {};
  const own = container.securityContext ?? {};
  const uid = own.runAsUser ?? ofPod.runAsUser ?? image.uid;
  const gid = own.runAsGroup ?? ofPod.runAsGroup ?? image.gid;
  if ((own.runAsNonRoot ?? ofPod.runAsNonRoot) && uid === 0) {
    throw new PodCannotStart(pod, `container has runAsNonRoot and would run as root (container: ${container.name})`);
  }
  const dropped = own.capabilities?.drop ?? [];
  const added = (own.capabilities as { add?: readonly string[] } | undefined)?.add ?? [];
  if (dropped.some((name) => name !== 'ALL') || added.length > 0) {
    throw new PodCannotStart(
      pod,
      `the harness carries out capabilities only as drop: [ALL] (container: ${container.name})`,
    );
  }
  return {
    uid,
    gid,
    groups: [...(ofPod.supplementalGroups ?? []), ...(ofPod.fsGroup === undefined ? [] : [ofPod.fsGroup])],
    noNewPrivileges: own.allowPrivilegeEscalation === false,
    dropAllCapabilities: dropped.includes('ALL'),
  };
}
