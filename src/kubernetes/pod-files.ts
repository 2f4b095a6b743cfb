import type { AbstractPod, Container } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';
import { refuseAll } from '../core/errors';
import { readOptions } from '../core/guards';
import { lateText } from '../core/objects/late-text';
import { errorOf, type Problem } from '../core/problem';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { addToWorkload, workloadObject } from './add-to-workload';
import { ADD_TO_WORKLOAD_OPTIONS, type AddToWorkloadOptions } from './add-to-workload-options';
import { checkPod } from './check-pod';
import { imageProblems } from './container-image';
import type { PodPart } from './merge-pod';
import type { PodModel, PodNeeds } from './model';
import { mountPodFiles } from './mount-pod-files';
import { directoryVolumes, renderEnv, renderVolumeMounts, renderVolumes } from './render-pod-files';
import type { ServiceIdentity } from './service-identity';
import { WORKLOAD } from './workload-problems';

/** The group of Temporal's own images, whose processes run as 1000:1000. */
const FS_GROUP = 1000;

/**
 * What the pods of one component need so that every path, variable and identity that was decided for them holds: as plain
 * data for any kind of manifest, for workloads of cdk8s-plus-27, and for any other workload that cdk8s writes.
 */
export class PodFiles {
  /** The files as they were handed out, or put into a pod at once. */
  readonly #handedOut = new Set<string>();

  /** @internal */
  public static _of(identity: ServiceIdentity, model: PodModel): PodFiles {
    return new PodFiles(identity, model);
  }

  private constructor(
    private readonly account: ServiceIdentity,
    private readonly model: PodModel,
  ) {}

  /** The identity of the pods: their ServiceAccount. */
  public get identity(): ServiceIdentity {
    return this.account;
  }

  /** The ServiceAccount that the pods run as. */
  public get serviceAccountName(): string {
    return this.account.serviceAccountName;
  }

  /** The Kubernetes namespace of the pods. */
  public get kubernetesNamespace(): string {
    return this.account.kubernetesNamespace;
  }

  /** The `fsGroup` of the pods. Only root and this group can read the files, so any number works. */
  public get fsGroup(): number {
    return FS_GROUP;
  }

  /** Labels that the pods need. */
  public get podLabels(): { [name: string]: string } {
    return { ...this.identity._podLabels };
  }

  /** Annotations that the pods need. */
  public get podAnnotations(): { [name: string]: string } {
    this.model.settle?.();
    return this.annotations();
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
    return renderVolumes(directoryVolumes(this.settled().files));
  }

  /** The `volumeMounts` of the container. */
  public volumeMounts(): any[] {
    return renderVolumeMounts(directoryVolumes(this.settled().files));
  }

  /** The `env` of the container. */
  public env(): any[] {
    return renderEnv(this.settled().env);
  }

  /**
   * Mounts the files into a container of cdk8s-plus-27, sets its variables, and labels and annotates its pods.
   *
   * Throws `WRONG_TYPE`, `SECRET_ELSEWHERE` where the workload lives in another Kubernetes namespace, `MISSING_OPTION` where the files would
   * not be readable, `INVALID_VALUE` where the pods run as another ServiceAccount or mount its token, or where the container's image is
   * another server than what decides needs, `MISSING_PEER`.
   *
   * @param pod a Pod, Deployment or other workload
   * @param container one of its containers
   */
  public addTo(pod: AbstractPod, container: Container): void {
    checkPod(pod, container, this);
    requireSameApp(this.identity, pod, 'PodFiles.addTo.pod');
    if (!pod.initContainers.includes(container)) {
      refuseAll(imageProblems(container.image, this.model, 'PodFiles.addTo.container.image', pod.node.path));
    }
    mountPodFiles(this.settled(), pod, container);
    for (const [name, value] of Object.entries(this.podLabels)) pod.podMetadata.addLabel(name, value);
    for (const [name, value] of Object.entries(this.model.annotations)) {
      pod.podMetadata.addAnnotation(name, lateText(value));
    }
  }

  /**
   * Puts the files, variables, labels, annotations and identity of the component into the pods of any workload: a Pod, a Deployment,
   * a StatefulSet, a CronJob or whatever makes pods from a `spec.template`, of any cdk8s-plus, of `cdk8s import`, of an `Include` or
   * `Helm`. What stands in it already and says the same is left.
   *
   * They are put into the object when it is written, patches included. `WRONG_TYPE`, `INVALID_VALUE` and what is wrong with the
   * options are thrown at once; at synthesis a workload is refused with `SECRET_ELSEWHERE` where it lives in another Kubernetes
   * namespace, and with `INVALID_VALUE` where it makes no pods, has no such container, or says otherwise: another ServiceAccount,
   * one whose token is mounted, an image of another server than what decides needs, another volume, variable, label or annotation of the same name, another volume at, above or below
   * the same place.
   *
   * @param workload the ApiObject, or a construct that stands for one, as those of cdk8s-plus do
   * @param options the container, and what gives way in it
   */
  public addToWorkload(workload: IConstruct, options: AddToWorkloadOptions): void {
    const object = workloadObject(workload);
    requireSameApp(this.identity, object, WORKLOAD);
    const read = readOptions<AddToWorkloadOptions>('AddToWorkloadOptions', options, ADD_TO_WORKLOAD_OPTIONS);
    this.model.use?.();
    addToWorkload(object, () => this.part(), read);
  }

  /** @internal */
  public _problems(): Problem[] {
    if (this.#handedOut.size === 0) return [];
    const needed = JSON.stringify(this.model.needs().files);
    return [...this.#handedOut].every((files) => files === needed) ? [] : [outdatedFiles(this.identity.node.path)];
  }

  private annotations(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.model.annotations).map(([name, value]) => [name, value()]));
  }

  private settled(): PodNeeds {
    this.model.use?.();
    this.model.settle?.();
    const needs = this.model.needs();
    this.#handedOut.add(JSON.stringify(needs.files));
    return needs;
  }

  private part(): PodPart {
    const { files, env } = this.model.needs();
    const directories = directoryVolumes(files);
    return {
      namespace: this.kubernetesNamespace,
      serviceAccountName: this.serviceAccountName,
      wrongImage: this.model.wrongImage,
      fsGroup: this.fsGroup,
      labels: this.podLabels,
      annotations: this.annotations(),
      volumes: renderVolumes(directories),
      volumeMounts: renderVolumeMounts(directories),
      env: renderEnv(env),
    };
  }
}

readOnly(PodFiles);

function outdatedFiles(path: string): Problem {
  return errorOf('OUTDATED_FILES', {
    path,
    option: 'PodFiles.addTo',
    expected:
      "the files of the server's pods to be read, by addTo(), podSpec() and the like, after what decides about them",
    fix: 'Move the lines that read them below the last one that declares a role, a user, a service or a certificate; or use addToWorkload(), which reads them when the workload is written.',
  });
}
