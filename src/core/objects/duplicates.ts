import type { Construct } from 'constructs';
import { errorOf, type Problem } from '../problem';
import { Emitted } from './emitted';
import { type Owner, Owners } from './owners';
import { type Written, writtenIn } from './written';

/** Two objects of one name would both be written, and the last one applied would win; whoever made them, all are compared. */
export function duplicateObjects(app: Construct): Problem[] {
  const owners = new Owners();
  return writtenIn(app).flatMap((written) => {
    const { apiVersion, kind, metadata } = written.json;
    const [group] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [''];
    const owner = ownerOf(written);
    const other = owners.add([group, kind, metadata?.name].join('/'), owner);
    return other === undefined ? [] : [duplicate(`${kind} ${metadata?.name}`, owner, other, 'emits')];
  });
}

export function ownerOf({ json, construct }: Written): Owner {
  const isOurs = Emitted.is(construct);
  return { path: construct.node.path, namespace: json.metadata?.namespace || undefined, isOurs };
}

/** What is wrong where two have one name. */
export function duplicate(option: string, owner: Owner, other: Owner, verb: 'emits' | 'writes'): Problem {
  const hasNone = [owner, other].find(({ namespace }) => namespace === undefined);
  const isApart = owner.namespace !== other.namespace && hasNone !== undefined;
  const fix = isApart
    ? `Rename one of the two, or give what ${hasNone.path} ${verb} its namespace: without one it is applied into whichever is current then. ${other.path} ${verb} it already.`
    : `Rename one of the two: ${other.path} ${verb} it already.`;
  const expected = verb === 'emits' ? 'one construct for each object' : 'one writer for each Secret';
  return errorOf('DUPLICATE_OBJECT', { option, path: owner.path, expected, fix });
}
