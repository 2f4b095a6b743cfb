import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Fields, PodTemplate } from './pod-template';

/** What the pods of a component need, as it stands in their template. */
export interface PodPart {
  /** The Kubernetes namespace of the ServiceAccount, and of what the volumes and variables are taken from. */
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly fsGroup: number;
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly volumes: readonly Fields[];
  readonly volumeMounts: readonly Fields[];
  readonly env: readonly Fields[];
}

/** Something in a pod that says otherwise than the component's part. */
export interface Collision {
  /** The field of the pod, with the name of what stands in it. */
  readonly at: string;
  readonly found: unknown;
  readonly needed: unknown;
}

/** What two entries of a list, theirs and ours, cannot both stand in it for, unless they are equal. */
type Excludes = (theirs: Fields, ours: Fields) => boolean;

const isNamesake: Excludes = (theirs, ours) => theirs.name === ours.name;
/** A volume hides what lies below the place where it is mounted, and one that is read-only has no place for another. */
const isMountedThere: Excludes = ({ mountPath: theirs }, { mountPath: ours }) =>
  isAtOrBelow(theirs, ours) || isAtOrBelow(ours, theirs);

/**
 * Puts a component's part into the template of pods, its files and variables into one container. What says the same already is
 * left as it is; what says otherwise is left too, and is a collision.
 */
export class PodMerge {
  public readonly collisions: Collision[] = [];
  /** The names of the containers. */
  public readonly containers: string[] = [];

  public constructor(
    public readonly part: PodPart,
    private readonly container: string,
    private readonly replaceVariables: readonly string[] = [],
  ) {}

  public merged({ metadata = {}, spec, ...rest }: PodTemplate): PodTemplate {
    const { labels, annotations, volumes, fsGroup } = this.part;
    const { serviceAccount, initContainers, securityContext, ...others } = spec;
    return {
      ...rest,
      metadata: {
        ...metadata,
        ...this.map('labels', metadata, labels),
        ...this.map('annotations', metadata, annotations),
      },
      spec: {
        ...others,
        ...this.account(spec),
        // Only root and the group can read the files, so any number works.
        securityContext: { fsGroup, ...(securityContext as Fields | undefined) },
        ...(initContainers && { initContainers: initContainers.map((each) => this.filled(each)) }),
        containers: spec.containers.map((each) => this.filled(each)),
        ...this.list('volumes', spec, volumes, isNamesake),
      },
    };
  }

  private filled(container: Fields): Fields {
    const { name, env = [] } = container;
    this.containers.push(String(name));
    if (name !== this.container) return container;
    const isKept = (variable: Fields) => !this.replaceVariables.includes(String(variable.name));
    return {
      ...container,
      ...this.list('volumeMounts', container, this.part.volumeMounts, isMountedThere),
      ...this.list('env', { env: (env as readonly Fields[]).filter(isKept) }, this.part.env, isNamesake),
    };
  }

  /** Whoever names no ServiceAccount runs as `default`, and charts write that; `serviceAccount` is an old word for it. */
  private account({ serviceAccountName, serviceAccount, automountServiceAccountToken }: Fields): Fields {
    const found = serviceAccountName ?? serviceAccount ?? 'default';
    const needed = this.part.serviceAccountName;
    if (found !== 'default' && found !== needed) this.collisions.push({ at: 'serviceAccountName', found, needed });
    if (automountServiceAccountToken === true) {
      this.collisions.push({ at: 'automountServiceAccountToken', found: true, needed: false });
    }
    return { serviceAccountName: needed, automountServiceAccountToken: false };
  }

  private map(at: string, holder: Fields, ours: Fields): Fields {
    const theirs = (holder[at] ?? {}) as Fields;
    for (const [name, needed] of Object.entries(ours)) {
      const found = theirs[name];
      if (found !== undefined && found !== needed) this.collisions.push({ at: `${at}.${name}`, found, needed });
    }
    const merged = { ...theirs, ...ours };
    return Object.keys(merged).length === 0 ? {} : { [at]: merged };
  }

  private list(at: string, holder: Fields, ours: readonly Fields[], excludes: Excludes): Fields {
    const theirs = (holder[at] ?? []) as readonly Fields[];
    const added = ours.filter((needed) => {
      const same = theirs.filter((item) => excludes(item, needed));
      for (const found of same.filter((item) => !isDeepStrictEqual(item, needed))) {
        this.collisions.push({ at: `${at}.${needed.mountPath ?? needed.name}`, found, needed });
      }
      return same.length === 0;
    });
    return { [at]: [...theirs, ...added] };
  }
}

function isAtOrBelow(place: unknown, folder: unknown): boolean {
  const [inner, outer] = [place, folder].map((of) => `${path.posix.resolve('/', String(of))}/`);
  return inner.startsWith(outer);
}
