import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { PodModel } from './model';
import { type Fields, isFields, type PodTemplate } from './pod-template';

/** What the pods of a component need, as it stands in their template. */
export interface PodPart extends Pick<PodModel, 'wrongImage'> {
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
  /** The image of the one that the part is put into, unless that only goes before the others. */
  public image: unknown;

  public constructor(
    public readonly part: PodPart,
    private readonly container: string,
    private readonly replaceVariables: readonly string[] = [],
  ) {}

  public merged(template: PodTemplate): PodTemplate {
    const { labels, annotations, volumes, fsGroup } = this.part;
    const { serviceAccount, initContainers, ...spec } = template.spec;
    const metadata = this.fields('metadata', template);
    return {
      ...template,
      metadata: {
        ...metadata,
        ...this.map('labels', metadata, labels),
        ...this.map('annotations', metadata, annotations),
      },
      spec: {
        ...spec,
        ...this.account(template.spec),
        // Only root and the group can read the files, so any number works.
        securityContext: { fsGroup, ...this.fields('securityContext', spec) },
        ...(initContainers === undefined ? {} : this.filled('initContainers', { initContainers })),
        ...this.filled('containers', spec),
        ...this.list('volumes', this.entries('volumes', spec), volumes, isNamesake),
      } as PodTemplate['spec'],
    };
  }

  private filled(at: string, spec: Fields): Fields {
    const containers = this.entries(at, spec);
    if (at === 'containers') this.image = containers.find(({ name }) => name === this.container)?.image;
    this.containers.push(...containers.map(({ name }) => String(name)));
    return { [at]: containers.map((each) => (each.name === this.container ? this.filledContainer(each) : each)) };
  }

  private filledContainer(container: Fields): Fields {
    const kept = this.entries('env', container).filter(({ name }) => !this.replaceVariables.includes(String(name)));
    return {
      ...container,
      ...this.list('volumeMounts', this.entries('volumeMounts', container), this.part.volumeMounts, isMountedThere),
      ...this.list('env', kept, this.part.env, isNamesake),
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
    const theirs = this.fields(at, holder);
    for (const [name, needed] of Object.entries(ours)) {
      const found = theirs[name];
      if (found !== undefined && found !== needed) this.collisions.push({ at: `${at}.${name}`, found, needed });
    }
    const merged = { ...theirs, ...ours };
    return Object.keys(merged).length === 0 ? {} : { [at]: merged };
  }

  private list(at: string, theirs: readonly Fields[], ours: readonly Fields[], excludes: Excludes): Fields {
    const added = ours.filter((needed) => {
      const same = theirs.filter((item) => excludes(item, needed));
      for (const found of same.filter((item) => !isDeepStrictEqual(item, needed))) {
        this.collisions.push({ at: `${at}.${needed.mountPath ?? needed.name}`, found, needed });
      }
      return same.length === 0;
    });
    return { [at]: [...theirs, ...added] };
  }

  /** Objects of every origin are merged, so a field may hold anything. */
  private fields(at: string, holder: Fields): Fields {
    const found = holder[at] ?? {};
    return isFields(found) ? found : this.refused(at, 'a map', {});
  }

  private entries(at: string, holder: Fields): readonly Fields[] {
    const found = holder[at] ?? [];
    return Array.isArray(found) && found.every(isFields) ? found : this.refused(at, 'a list of objects', []);
  }

  private refused<T>(at: string, needed: string, without: T): T {
    this.collisions.push({ at, found: 'something else', needed });
    return without;
  }
}

function isAtOrBelow(place: unknown, folder: unknown): boolean {
  const [inner, outer] = [place, folder].map((of) => path.posix.resolve('/', String(of)));
  return !path.posix.relative(outer, inner).startsWith('..');
}
