import type { KeyObject } from 'node:crypto';
import type { StoredCertificates } from '../../../certificate-store/model';
import { refuse } from '../../../core/errors';
import { nextCommand } from '../../../core/next-command';
import { compareStore, isBehind } from '../../../pki/store/compare-store';
import type { PlannedCertificate, PlannedSecret, StorePlan } from '../../../pki/store/store-plan';
import { anchorOf, shownChain } from '../../../pki/store/stored-authority';
import { writePrivateKey } from '../../../x509/keys/keys';
import { jsonText } from '../../terminal';

/** What a Secret with a certificate holds. */
export interface SecretContent {
  /** The name in the store. */
  readonly id: string;
  readonly secret: PlannedSecret;
  /** By the Secret's keys. The key is never encrypted: the secret store is what protects it. */
  readonly values: Readonly<Record<'tls.crt' | 'tls.key' | 'ca.crt', string>>;
}

/** How the keys are written for whatever takes them into the secret store. */
export const SECRET_FORMATS = ['json', 'vault', 'kubectl'] as const;
export type SecretFormat = (typeof SECRET_FORMATS)[number];

/** Ends what a shell script hands over; no line of JSON is this. */
const END = 'END_OF_CERTIFICATE';

/**
 * What each Secret of a plan holds: `tls.crt` with the leaf first and then its intermediate, `ca.crt` with every certificate that
 * verifies its purpose: the root, or both roots while one follows the other.
 *
 * Throws `STORE_BEHIND` where the store is not what the program asks for, and what reading a key throws.
 *
 * @param privateKey reads the key of a certificate, by its name in the store
 */
export async function secretContents(
  plan: StorePlan,
  stored: StoredCertificates,
  privateKey: (id: string) => KeyObject,
  at: Date,
): Promise<SecretContent[]> {
  const behind = compareStore(plan, stored, at).find(isBehind);
  if (behind !== undefined) {
    refuse('STORE_BEHIND', {
      option: `${plan.folder}: ${behind.planned.id}`,
      found: behind.findings[0]?.code ?? 'missing',
      expected: 'a store with every certificate that the program asks for',
      fix: `Run ${nextCommand('status')} to see what to do.`,
    });
  }
  const contents: SecretContent[] = [];
  for (const planned of plan.certificates) {
    if (planned.secret === undefined) continue;
    contents.push({
      id: planned.id,
      secret: planned.secret,
      values: {
        'tls.crt': chainOf(planned, plan, stored),
        'tls.key': await writePrivateKey(privateKey(planned.id)),
        'ca.crt': planned.secret.trustIds.map((id) => anchorPem(id, plan, stored)).join(''),
      },
    });
  }
  return contents;
}

/** The text of an export. */
export function renderExport(contents: readonly SecretContent[], format: SecretFormat, vaultMount: string): string {
  switch (format) {
    case 'json':
      return jsonText(Object.fromEntries(contents.map(({ secret, values }) => [secret.remoteKey, values])));
    case 'vault':
      return vaultScript(contents, vaultMount);
    default:
      return jsonText({ apiVersion: 'v1', kind: 'List', items: contents.map(secretManifest) });
  }
}

/** A shell script in which no key is an argument, which other users of the machine could see. */
function vaultScript(contents: readonly SecretContent[], mount: string): string {
  const commands = contents.flatMap(({ secret, values }) => [
    `vault kv put -mount='${mount}' '${secret.remoteKey}' - <<'${END}'`,
    JSON.stringify(values),
    END,
  ]);
  return `${['#!/bin/sh', 'set -eu', ...commands].join('\n')}\n`;
}

function secretManifest({ secret: { name, namespace }, values }: SecretContent): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/tls',
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Buffer.from(value, 'utf8').toString('base64')]),
    ),
  };
}

function chainOf({ id, issuerId, rootId }: PlannedCertificate, plan: StorePlan, stored: StoredCertificates): string {
  const between = issuerId === undefined || issuerId === rootId ? '' : pemOf(issuerId, stored);
  const issuer = plan.certificates.find((candidate) => candidate.id === issuerId);
  return [pemOf(id, stored), between, ...(issuer ? shownChain(issuer, stored) : [])].join('');
}

function anchorPem(id: string, plan: StorePlan, stored: StoredCertificates): string {
  const planned = plan.certificates.find((candidate) => candidate.id === id);
  return (planned && anchorOf(planned, stored)) ?? pemOf(id, stored);
}

function pemOf(id: string, stored: StoredCertificates): string {
  const [pem] = stored.get(id) ?? [];
  if (pem === undefined) throw new Error(`the plan names ${id}, which it does not plan`);
  return pem;
}
