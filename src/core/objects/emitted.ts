import { ApiObject, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { refuseAll } from '../errors';
import { errorOf, type Problem } from '../problem';
import { describeValue, REDACTED } from '../redact';
import { type Difference, differences, isBelow } from './differences';
import type { Manifest } from './manifest';
import { Field, isRenderingOnce, plainObject } from './plain';

const NONE: readonly string[] = [];
const emittedIn = new WeakMap<IConstruct, Emitted[]>();

/**
 * An object that this library made. What an ApiObject of cdk8s writes can be changed in many ways; so what was checked is kept apart
 * from it, and compared with what is written. Labels and annotations may be added.
 */
export class Emitted extends ApiObject {
  /** The objects that were made in an App, also those that have been removed from it. */
  public static in(app: IConstruct): readonly Emitted[] {
    return emittedIn.get(app) ?? [];
  }

  public static is(construct: IConstruct): construct is Emitted {
    return #manifest in construct;
  }

  /** Takes any difference at a path and below it for the program's own business. */
  public static allow(object: Emitted, path: string): void {
    object.#allowed = [...object.#allowed, path];
  }

  /** Where what is written of an object is not what was checked. Throws what asking for its content throws. */
  public static changes(object: Emitted, written: unknown): Difference[] {
    return differences(plainObject(object.#manifest), written);
  }

  /** A problem for each change that the program does not allow. */
  public static problems(object: Emitted, written: unknown): Problem[] {
    return Emitted.changes(object, written)
      .filter(({ path }) => !object.#allowed.some((allowed) => isBelow(path, allowed)))
      .map((change) => Emitted.problem(object, change));
  }

  private static problem(object: Emitted, { path, ...values }: Difference): Problem {
    const { kind, metadata } = object.#manifest;
    const { line, checked, written } = narrowed(values);
    return errorOf('PATCHED_OUTPUT', {
      option: `${kind} ${metadata.name} at ${describeValue(path)}${line}`,
      path: object.node.path,
      // Whoever patches a configuration may put a password into it.
      found: isBelow(path, '/data') ? REDACTED : describeValue(written),
      expected: `${checked === undefined ? 'nothing there' : describeValue(checked)}, as it was checked`,
      fix: 'Change the options that lead to it; where there are none, say unsafeAllowPatch(path, reason, object) to the TemporalAuthStack or MtlsPki.',
    });
  }

  /** A change in a few words. */
  public static describe(object: Emitted, change: Difference): string {
    const { option, found, expected } = Emitted.problem(object, change);
    return `${option} is ${found}; expected ${expected}`;
  }

  readonly #manifest: Manifest;
  #allowed: readonly string[] = NONE;

  public constructor(scope: Construct, id: string, { apiVersion, kind, metadata, ...content }: Manifest) {
    const late: Record<string, Lazy> = {};
    const fields: Record<string, Field> = {};
    const names = Object.keys(content);
    for (let index = 0; index < names.length; index++) {
      const field = new Field(content[names[index]]);
      fields[names[index]] = field;
      late[names[index]] = Lazy.any(field);
    }
    super(scope, id, { apiVersion, kind, metadata, ...late });
    this.#manifest = { apiVersion, kind, metadata, ...fields };
    // cdk8s gives an object without a namespace its chart's, which a cluster-scoped object must not have.
    (this.metadata as { namespace?: string }).namespace = metadata.namespace;
    remember(this);
  }

  /** The object as it is written. Throws `PATCHED_OUTPUT`; while the App is validated, that finds all that is wrong. */
  public override toJson(): ReturnType<ApiObject['toJson']> {
    const written = super.toJson();
    if (!isRenderingOnce()) refuseAll(Emitted.problems(this, written));
    return written;
  }
}

function remember(object: Emitted): void {
  const app = object.node.root;
  const others = emittedIn.get(app);
  if (others === undefined) emittedIn.set(app, [object]);
  else others.push(object);
}

/** Of two texts of many lines the first that differs: the rest of a configuration says nothing. */
function narrowed({
  checked,
  written,
}: Omit<Difference, 'path'>): Omit<Difference, 'path'> & { readonly line: string } {
  if (typeof checked !== 'string' || typeof written !== 'string' || !`${checked}${written}`.includes('\n')) {
    return { checked, written, line: '' };
  }
  const [ours, theirs] = [checked, written].map((text) => text.split('\n'));
  const index = ours.findIndex((text, at) => text !== theirs[at]);
  const at = index < 0 ? ours.length : index;
  return { checked: ours[at], written: theirs[at], line: `, line ${at + 1}` };
}

/** The construct that was taken out of the App, and the object with it; undefined where it is there. */
export function removedWith({ node: { scopes } }: IConstruct): IConstruct | undefined {
  return scopes.find(({ node }, index) => index > 0 && scopes[index - 1].node.tryFindChild(node.id)?.node !== node);
}
