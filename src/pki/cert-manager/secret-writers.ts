import type { Construct } from 'constructs';
import { duplicate, ownerOf } from '../../core/objects/duplicates';
import { Owners } from '../../core/objects/owners';
import { type Written, writtenIn } from '../../core/objects/written';
import type { Problem } from '../../core/problem';

/**
 * Two objects of an App that write one Secret, whoever made them: cert-manager, External Secrets and kubectl would overwrite each
 * other without end, and a pod would read now one key, now another. Findings: `DUPLICATE_OBJECT`.
 */
export function secretsWithTwoWriters(app: Construct): Problem[] {
  const writers = new Owners();
  return writtenIn(app).flatMap((written) => {
    const secretName = secretWrittenBy(written);
    if (secretName === undefined) return [];
    const owner = ownerOf(written);
    const other = writers.add(secretName, owner);
    return other === undefined ? [] : [duplicate(`Secret ${secretName}`, owner, other, 'writes')];
  });
}

function secretWrittenBy({ json: { apiVersion, kind, metadata, spec } }: Written): string | undefined {
  const group = String(apiVersion).split('/')[0];
  if (kind === 'Secret' && apiVersion === 'v1') return metadata?.name;
  if (kind === 'Certificate' && group === 'cert-manager.io') return spec?.secretName;
  if (kind === 'ExternalSecret' && group === 'external-secrets.io') {
    return spec?.target?.creationPolicy === 'None' ? undefined : (spec?.target?.name ?? metadata?.name);
  }
  return undefined;
}
