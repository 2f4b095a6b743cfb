import type { StoredCertificates } from '../../certificate-store/model';
import type { CertificateFacts } from '../../x509/model';
import { readCertificate } from '../../x509/read/read-certificate';
import { isSignedBy } from '../../x509/verify/is-signed-by';
import type { StorePlan } from './store-plan';

/** The id of an authority: the name of its first generation, then the generation, then the intermediate below its root. */
const NAME = /^(.*?)(?:-g(\d{1,4}))?(?:-i(\d{1,4}))?$/;

interface Generation {
  /** The name of the first generation, which the later ones share. */
  readonly firstName: string;
  readonly generation: number;
  readonly intermediate: number;
}

/**
 * What rotations have left in a store, by id. The law: **what the plan has stays. Of the rest goes each authority that comes
 * before all of its kind in the plan, each of a generation that is dropped, all that these have signed, and the root above them
 * that has signed nothing else.** A later generation stays: whoever runs an older program must not destroy the keys of the
 * present one. Throws `INVALID_CERTIFICATE`.
 *
 * @param dropped whether an authority with this name of its first generation drops this generation now
 */
export function retiredCertificates(
  plan: StorePlan,
  stored: StoredCertificates,
  dropped: (firstName: string, generation: number) => boolean,
): string[] {
  const planned = new Set(plan.certificates.map(({ id }) => id));
  const authorities = plan.certificates.filter(({ secret }) => secret === undefined).map(({ id }) => generationOf(id));
  const isRetired = (id: string): boolean => {
    const of = generationOf(id);
    const kind = authorities.filter(({ firstName }) => firstName === of.firstName);
    return kind.length > 0 && (kind.every((other) => isBefore(of, other)) || dropped(of.firstName, of.generation));
  };
  const read = ([id, [pem]]: readonly [string, readonly string[]]): Stored => ({
    id,
    facts: readCertificate(pem, `${plan.folder}: ${id}`),
  });
  const others = [...stored].filter(([id]) => !planned.has(id)).map(read);
  const retired = new Set(others.filter(({ id, facts }) => facts.isCa && isRetired(id)));
  for (const signer of retired) {
    for (const other of others) if (isSignedBy(other.facts, signer.facts)) retired.add(other);
  }
  if (retired.size === 0) return [];
  const left = [
    ...others.filter((other) => !retired.has(other)),
    ...[...stored].filter(([id]) => planned.has(id)).map(read),
  ];
  return [...retired, ...left.filter((root) => !planned.has(root.id) && isLeftAbove(root, retired, left))].map(
    ({ id }) => id,
  );
}

interface Stored {
  readonly id: string;
  readonly facts: CertificateFacts;
}

/** Whether a root has signed retired authorities only: a shared one, once the last of its purposes has gone. */
function isLeftAbove(root: Stored, retired: ReadonlySet<Stored>, left: readonly Stored[]): boolean {
  const hasSigned = (other: Stored) => other !== root && isSignedBy(other.facts, root.facts);
  return [...retired].some(hasSigned) && !left.some(hasSigned);
}

/** The authority and generation of a name in a store. */
export function generationOf(id: string): Generation {
  const [, firstName = id, generation = '1', intermediate = '1'] = NAME.exec(id) ?? [];
  return { firstName, generation: Number(generation), intermediate: Number(intermediate) };
}

function isBefore(one: Generation, other: Generation): boolean {
  return (one.generation - other.generation || one.intermediate - other.intermediate) < 0;
}
