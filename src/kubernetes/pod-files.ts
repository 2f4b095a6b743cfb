import { Lazy } from 'cdk8s';
import type { AbstractPod, Container } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { holds } from '../core/guards';
import { kubernetesNamespaceOf } from '../core/objects/emit';
import type { PodModel } from './model';
import { mountPodFiles } from './mount-pod-files';
import { directoryVolumes, renderEnv, renderVolumeMounts, renderVolumes } from './render-pod-files';
import type { ServiceIdentity } from './service-identity';

/** The group of Temporal's own images, whose processes run as 1000:1000. */
const FS_GROUP = 1000;

/**
 * What the pods of one component need so that every path, variable and identity that was decided for them holds: as plain
 * data for any kind of manifest, and for workloads of cdk8s-plus-27.
 */
export class PodFiles {
  /** @internal */
  public static _of(identity: ServiceIdentity, model: PodModel): PodFiles {
    return new PodFiles(identity, model);
  }

  /** The ServiceAccount that the pods run as. */
  public readonly serviceAccountName: string;
  /** The Kubernetes namespace of the pods. */
  public readonly kubernetesNamespace: string;
  /** The `fsGroup` of the pods. Only root and this group can read the files, so any number works. */
  public readonly fsGroup = FS_GROUP;

  private constructor(
    /** The identity of the pods: their ServiceAccount. */
    public readonly identity: ServiceIdentity,
    private readonly model: PodModel,
  ) {
    this.serviceAccountName = identity.serviceAccountName;
    this.kubernetesNamespace = identity.kubernetesNamespace;
  }

  /** Labels that the pods need. */
  public get podLabels(): { [name: string]: string } {
    return { ...this.identity._podLabels };
  }

  /** Annotations that the pods need. */
  public get podAnnotations(): { [name: string]: string } {
    this.model.needs(); // data that was read stays as it is, like the files
    return Object.fromEntries(Object.entries(this.model.annotations).map(([name, value]) => [name, value()]));
  }

  /**
   * The part of a pod's `spec` that makes the files true and readable: `serviceAccountName`,
   * `automountServiceAccountToken: false`, `securityContext.fsGroup` and `volumes`. Source: Kubernetes API, PodSpec.
   */
  public podSpec(): any {
    return {
      serviceAccountName: this.serviceAccountName,
      automountServiceAccountToken: false,
      securityContext: { fsGroup: this.fsGroup },
      volumes: this.volumes(),
    };
  }

  /** The `volumes` of the pod's `spec`. */
  public volumes(): any[] {
    return renderVolumes(directoryVolumes(this.model.needs().files));
  }

  /** The `volumeMounts` of the container. */
  public volumeMounts(): any[] {
    return renderVolumeMounts(directoryVolumes(this.model.needs().files));
  }

  /** The `env` of the container. */
  public env(): any[] {
    return renderEnv(this.model.needs().env);
  }

  /**
   * Mounts the files into a container of cdk8s-plus-27, sets its variables, and labels and annotates its pods.
   *
   * Throws `WRONG_TYPE`, `SECRET_ELSEWHERE` where the workload lives in another Kubernetes namespace, `MISSING_OPTION` where the files would
   * not be readable, `INVALID_VALUE` where the pods run as another ServiceAccount or mount its token, `MISSING_PEER`.
   *
   * @param pod a Pod, Deployment or other workload
   * @param container one of its containers
   */
  public addTo(pod: AbstractPod, container: Container): void {
    this.checkPod(pod, container);
    mountPodFiles(this.model.needs(), pod, container);
    for (const [name, value] of Object.entries(this.podLabels)) pod.podMetadata.addLabel(name, value);
    for (const [name, value] of Object.entries(this.model.annotations)) {
      // cdk8s resolves it when the pod is written; the type knows no lazy values.
      pod.podMetadata.addAnnotation(name, Lazy.any({ produce: value }) as unknown as string);
    }
  }

  private checkPod(pod: AbstractPod, container: Container): void {
    if (!holds(() => Construct.isConstruct(pod) && Array.isArray(pod.containers) && pod.podMetadata !== undefined)) {
      refuse('WRONG_TYPE', {
        option: 'PodFiles.addTo.pod',
        value: pod,
        expected: 'a Pod, Deployment or other workload of cdk8s-plus-27',
        fix: 'Pass one, or write the manifest from podSpec(), volumeMounts() and env().',
      });
    }
    const path = pod.node.path;
    const namespace = pod.metadata.namespace ?? kubernetesNamespaceOf(pod);
    if (namespace !== this.kubernetesNamespace) {
      refuse('SECRET_ELSEWHERE', {
        option: 'PodFiles.addTo.pod',
        path,
        value: `a workload in namespace "${namespace}"`,
        expected: `one in namespace "${this.kubernetesNamespace}", where the Secrets are`,
        fix: 'Put it into a chart with that namespace, or declare the component in its own.',
      });
    }
    if (![...pod.containers, ...pod.initContainers].includes(container)) {
      refuse('INVALID_VALUE', {
        option: 'PodFiles.addTo.container',
        path,
        expected: 'a container of the pod',
        fix: 'Pass what addContainer() of the pod returned.',
      });
    }
    if (pod.serviceAccount?.name !== this.serviceAccountName || pod.automountServiceAccountToken) {
      refuse('INVALID_VALUE', {
        option: 'PodFiles.addTo.pod.serviceAccount',
        path,
        value: pod.serviceAccount?.name,
        expected: `ServiceAccount "${this.serviceAccountName}", its token not mounted`,
        fix: 'Give the workload the serviceAccount of the component, and leave out automountServiceAccountToken.',
      });
    }
    if (pod.securityContext.fsGroup === undefined && pod.securityContext.user !== 0) {
      refuse('MISSING_OPTION', {
        option: 'PodFiles.addTo.pod.securityContext.fsGroup',
        path,
        expected: 'a group for the files, which are readable by root and that group only',
        fix: `Give the workload securityContext: { fsGroup: ${this.fsGroup} }.`,
      });
    }
  }
}
