import { readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../src/pki/plan-mode';
import type { RotationState } from '../../src/pki/rotation-law';
import type { PlannedCertificate } from '../../src/pki/store-plan';
import type { LocalFolder } from './local-program';

/** Phases of the rotation of `clients`, in the words of `AuthorityGeneration`. */
export type Phase = 'only(1)' | 'introduce(2)' | 'signWith(2)' | 'only(2)';

const STATES: Readonly<Record<Phase, RotationState>> = {
  'only(1)': { signer: 'g1', trusted: ['g1'] },
  'introduce(2)': { signer: 'g1', trusted: ['g1', 'g2'] },
  'signWith(2)': { signer: 'g2', trusted: ['g1', 'g2'] },
  'only(2)': { signer: 'g2', trusted: ['g2'] },
};

/**
 * The file with the plan of a program whose `clients` are in a phase, with one leaf.
 *
 * @param organization in the subject of the second generation
 */
export function phasePlan(folder: LocalFolder, phase: Phase, record?: string, organization?: string): string {
  const file = folder.plan(({ pki }) => pki.addUiCertificate());
  const plan: Plan = JSON.parse(readFileSync(file, 'utf8'));
  const state = STATES[phase];
  const [root, intermediate, leaf] = plan.stores[0].certificates;
  const authority = (certificate: PlannedCertificate, id: string): PlannedCertificate => {
    const at = suffix(id);
    const { subject } = certificate.profile;
    return {
      ...certificate,
      id: certificate.id + at,
      rootId: root.id + at,
      ...(certificate.issuerId !== undefined && { issuerId: certificate.issuerId + at }),
      profile: {
        ...certificate.profile,
        subject: {
          ...subject,
          commonName: subject.commonName + at,
          ...(at !== '' && organization !== undefined && { organization }),
        },
      },
    };
  };
  const trustIds = [...new Set([state.signer, ...state.trusted])].map((id) => root.id + suffix(id));
  const signed = { issuerId: intermediate.id + suffix(state.signer), rootId: root.id + suffix(state.signer) };
  const certificates = [
    ...state.trusted.flatMap((id) => [authority(root, id), authority(intermediate, id)]),
    { ...leaf, ...signed, secret: { ...leaf.secret, trustIds } },
  ];
  const rotations = plan.rotations.map((rotation) => ({
    ...rotation,
    record,
    authorities: rotation.authorities.map((one) => (one.name === 'clients' ? { ...one, state } : one)),
  }));
  writeFileSync(file, JSON.stringify({ ...plan, rotations, stores: [{ ...plan.stores[0], certificates }] }));
  return file;
}

function suffix(id: string): string {
  return id === 'g1' ? '' : `-${id}`;
}
