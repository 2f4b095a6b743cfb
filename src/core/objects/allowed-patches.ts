import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { unmetAcknowledgement } from '../acknowledgements';
import { declared } from '../derived';
import { refuse } from '../errors';
import { instanceOf, matching, text } from '../guards';
import { type Problem, warningOf } from '../problem';
import { describeValue } from '../redact';
import { requireSameApp } from '../surface/same-app';
import { isBelow } from './differences';
import { Emitted, removedWith } from './emitted';
import { renderOnce } from './plain';
import { rendered } from './rendering';
import { rendersItself } from './written';

/** A part of an object that the program writes otherwise than it was checked, and why. */
interface AllowedPatch {
  readonly path: string;
  readonly reason: string;
  readonly object: Emitted;
}

const pointer = matching(/^\//, 'a JSON pointer, or "/" for the whole object', 'Write it like "/spec/duration".');

/** The changes of written objects that a construct with checks of its own has been told of. */
export class AllowedPatches {
  private readonly all: AllowedPatch[] = [];

  /** @param owner the construct whose `unsafeAllowPatch()` is called, and @param type its name in messages */
  constructor(
    private readonly owner: IConstruct,
    private readonly type: string,
  ) {}

  /** Allows changes of an object at a path. Throws `INVALID_VALUE`, `WRONG_TYPE`, `OUT_OF_RANGE`. */
  public add(path: string, reason: string, at: ApiObject): void {
    const option = `${this.type}.unsafeAllowPatch`;
    const object = instanceOf(ApiObject, 'an ApiObject')(at, `${option}(at)`);
    requireSameApp(this.owner, object, `${option}(at)`);
    if (!Emitted.is(object)) {
      refuse('INVALID_VALUE', {
        option: `${option}(at)`,
        path: this.owner.node.path,
        found: object.node.path,
        expected: 'an object that this library emits',
        fix: 'Patch objects of your own as you like: they are not checked.',
      });
    }
    const patch = {
      path: pointer(path, `${option}(path)`).replace(/\/$/, ''),
      reason: text('a reason')(reason, `${option}(reason)`),
      object,
    };
    this.all.push(patch);
    Emitted.allow(object, patch.path);
    declared(this.owner);
  }

  /** What is allowed, with the changes and the reason; a reason without a change is a problem itself. */
  public problems(): Problem[] {
    return renderOnce(() => this.all.map((patch) => this.problem(patch)));
  }

  private problem({ path, reason, object }: AllowedPatch): Problem {
    const written = removedWith(object) === undefined ? rendered(object) : undefined;
    const changes = Emitted.changes(object, written).filter((change) => isBelow(change.path, path));
    if (changes.length === 0 && !rendersItself(Chart.of(object))) {
      const option = `${this.type}.unsafeAllowPatch(${path})`;
      return unmetAcknowledgement(this.owner.node.path, option, 'PATCHED_OUTPUT');
    }
    const found = warningOf('PATCHED_OUTPUT', {
      option: `${object.kind} ${object.name} at ${describeValue(path)}`,
      path: object.node.path,
      expected: 'what was checked',
      fix: 'Change the options that lead to it, and leave the patch out.',
      details: changes.map((change) => Emitted.describe(object, change)),
    });
    return { ...found, acknowledged: reason };
  }
}
