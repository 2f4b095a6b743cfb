import { edgesOf } from '../../src/edges/edges';
import type { AuthModel } from '../../src/model/auth-model';
import { belongsTo, hierarchiesOf, storedOf } from '../../src/pki/model/authority';
import type { CertificateModel } from '../../src/pki/model/certificate';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import { certificatesByName, nameOf } from './certificates-by-name';
import type { Invariant } from './invariant';

/**
 * Nothing outlives what signed it, and everything is renewed while it is valid. An authority is renewed `renewBefore` its end:
 * what it signs in its last moment must end within that time.
 */
export const edgeDates: Invariant = (model) => {
  const leaves = certificatesByName(model);
  return brokenEdges(
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
  return chain.flatMap((dated, index) => [...lateRenewal(dated), ...earlyEnd(dated, chain[index + 1])]);
}

function lateRenewal({ name, durationSeconds, renewBeforeSeconds }: Dated): Slip[] {
  if (renewBeforeSeconds > 0 && renewBeforeSeconds < durationSeconds) return [];
  return [
    {
      what: `${name}.renewBefore`,
      value: `${renewBeforeSeconds} s`,
      expected: `more than nothing and less than its duration, ${durationSeconds} s`,
    },
  ];
}

function earlyEnd({ name, durationSeconds }: Dated, signer: Dated | undefined): Slip[] {
  if (signer === undefined || durationSeconds <= signer.renewBeforeSeconds) return [];
  return [
    {
      what: `${name}.duration`,
      value: `${durationSeconds} s`,
      expected: `at most ${signer.renewBeforeSeconds} s, which ${signer.name} still lives when it is renewed`,
    },
  ];
}
