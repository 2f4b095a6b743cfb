import { KeyAlgorithm } from 'cdk8s-temporal-auth';
import * as fc from 'fast-check';

const algorithm = fc.constantFrom(...Object.values(KeyAlgorithm));
/** Where a rotation of the anchor and one of the intermediate stand: one at a time. */
const phases = fc.constantFrom(
  ...['only only', 'only only', 'introduce only', 'signWith only', 'only introduce', 'only signWith'],
);
/** How many CA certificates of an existing issuer are named; none where its root signs for nothing else. */
const named = fc.constantFrom(0, 1, 1, 2);

const drawn = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('default' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('self-signed' as const),
      algorithm,
      phases,
      rootDays: fc.integer({ min: 1400, max: 4000 }),
      intermediateDays: fc.integer({ min: 300, max: 700 }),
      everywhere: fc.boolean(),
      organization: fc.constantFrom(undefined, 'Company'),
      limited: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('shared-root' as const),
      phase: fc.constantFrom('only', 'only', 'introduce', 'signWith'),
      nextRoot: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('issuer' as const), named, isPublic: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cluster-issuer' as const), named, isPublic: fc.boolean() }) },
  fc.record({ kind: fc.constant('external' as const), named, isPublic: fc.boolean(), everywhere: fc.boolean() }),
  fc.record({
    kind: fc.constant('vault' as const),
    named,
    everywhere: fc.boolean(),
    login: fc.constantFrom('kubernetes' as const, 'approle' as const),
  }),
  fc.record({ kind: fc.constant('secrets' as const), others: fc.constantFrom(0, 0, 1) }),
);
/** Whether the frontend has a name of the program's own in the place of its Service's, as a public authority signs no other. */
export function hasPublicName(choice: AuthorityChoice): boolean {
  return 'isPublic' in choice && choice.isPublic && choice.named > 0;
}

/** Beside what is drawn, an authority whose keys lie in the certificate store of the place. */
export type AuthorityChoice = (typeof drawn extends fc.Arbitrary<infer T> ? T : never) | { readonly kind: 'local' };

/** What somebody decides about one authority. */
export const authority: fc.Arbitrary<AuthorityChoice> = drawn;

/** Whether certificates of it can be had in every Kubernetes namespace. */
export function signsEverywhere(choice: AuthorityChoice): boolean {
  if ('everywhere' in choice) return choice.everywhere;
  return ['cluster-issuer', 'secrets', 'local'].includes(choice.kind);
}

/** Whether it brings the frontend's root to callers in every Kubernetes namespace, without a rotation that splits it. */
export function bringsItsRoot(choice: AuthorityChoice): boolean {
  if (!signsEverywhere(choice) || choice.kind === 'secrets' || splitsTrust(choice)) return false;
  return ['self-signed', 'local'].includes(choice.kind) || ('named' in choice && choice.named === 0);
}

/** Whether what callers verify the frontend by lies in several files: SDKs read one. */
export function splitsTrust(choice: AuthorityChoice): boolean {
  if (choice.kind === 'self-signed') return !choice.phases.startsWith('only');
  if (choice.kind === 'shared-root') return choice.phase !== 'only' && choice.nextRoot;
  if (choice.kind === 'secrets') return choice.others > 0;
  return 'named' in choice && choice.named > 1;
}
