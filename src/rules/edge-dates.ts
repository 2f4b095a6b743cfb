import { edgesOf } from '../edges/edges';
import type { AuthModel } from '../model/auth-model';
import { belongsTo, hierarchiesOf, storedOf } from '../pki/model/authority';
import type { CertificateModel } from '../pki/model/certificate';
import { certificatesByName, nameOf } from './certificates-by-name';
import { type BrokenEdge, edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/**
 * Nothing outlives what signed it, and everything is renewed while it is valid. An authority is renewed `renewBefore` its end:
 * what it signs in its last moment must end within that time.
 */
export const edgeDates: Rule = (model) => {
  const leaves = certificatesByName(model);
  return edgeFindings(
    edgesOf(model).flatMap((edge) =>
      [edge.caller, edge.callee].flatMap(({ certificate }) => {
        const leaf = certificate && leaves.get(nameOf(certificate));
        return leaf === undefined ? [] : outlived(model, leaf).map((slip) => ({ edge, ...slip }));
      }),
    ),
  );
};

type Slip = Omit<BrokenEdge, 'edge'>;

/** A certificate, or an authority's, as far as its dates go. */
type Dated = Pick<CertificateModel, 'name' | 'durationSeconds' | 'renewBeforeSeconds'>;

function outlived({ pki }: AuthModel, leaf: CertificateModel): Slip[] {
  const { path } = leaf;
  const authorities = pki.authorities.filter((candidate) => belongsTo(leaf, candidate));
  const chains = authorities.flatMap((authority) => [
    ...hierarchiesOf(authority).map(({ signs, intermediate, root }) => ({
      signs,
      above: [intermediate, root.certificate],
    })),
    ...(storedOf(authority)?.generations ?? []).map(({ signs, intermediate, root, imported }) => ({
      signs,
      above: imported ? [] : [intermediate, root], // whose dates stand in its certificate alone
    })),
  ]);
  const signing = chains.find(({ signs }) => signs)?.above ?? [];
  const chain: readonly Dated[] = [leaf, ...signing];
  return chain.flatMap((dated, index) => [...lateRenewal(dated, path), ...earlyEnd(dated, chain[index + 1], path)]);
}

function lateRenewal({ name, durationSeconds, renewBeforeSeconds }: Dated, path: string): Slip[] {
  if (renewBeforeSeconds > 0 && renewBeforeSeconds < durationSeconds) return [];
  return [
    {
      code: 'INVALID_LIFETIME',
      path,
      what: `${name}.renewBefore`,
      value: `${renewBeforeSeconds} s`,
      expected: `more than nothing and less than its duration, ${durationSeconds} s`,
      fix: 'Leave it out for a third of the duration.',
    },
  ];
}

function earlyEnd({ name, durationSeconds }: Dated, signer: Dated | undefined, path: string): Slip[] {
  if (signer === undefined || durationSeconds <= signer.renewBeforeSeconds) return [];
  return [
    {
      code: 'INVALID_LIFETIME',
      path,
      what: `${name}.duration`,
      value: `${durationSeconds} s`,
      expected: `at most ${signer.renewBeforeSeconds} s, which ${signer.name} still lives when it is renewed`,
      fix: 'Let the authority live longer, or what it signs shorter.',
    },
  ];
}
