import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { rendered } from '../../core/objects/rendering';
import { errorOf, type Problem } from '../../core/problem';

/**
 * Two objects of an App that write one Secret, whoever made them: cert-manager, External Secrets and kubectl would overwrite each
 * other without end, and a pod would read now one key, now another. Findings: `DUPLICATE_OBJECT`.
 */
export function secretsWithTwoWriters(_app: Construct, objects: readonly ApiObject[]): Problem[] {
  const writers = new Map<string, string>();
  const problems: Problem[] = [];
  for (const object of objects) {
    const secretName = secretWrittenBy(object);
    if (secretName === undefined) continue;
    const secret = `${object.metadata.namespace ?? ''}/${secretName}`;
    const other = writers.get(secret);
    if (other !== undefined) {
      problems.push(
        errorOf('DUPLICATE_OBJECT', {
          option: `Secret ${secretName}`,
          path: object.node.path,
          expected: 'one writer for each Secret',
          fix: `Rename one of the two: ${other} writes it already.`,
        }),
      );
    }
    writers.set(secret, object.node.path);
  }
  return problems;
}

function secretWrittenBy(object: ApiObject): string | undefined {
  const group = object.apiVersion.split('/')[0];
  if (object.kind === 'Secret' && object.apiVersion === 'v1') return object.name;
  if (object.kind === 'Certificate' && group === 'cert-manager.io') return rendered(object).spec?.secretName;
  if (object.kind === 'ExternalSecret' && group === 'external-secrets.io') {
    const target = rendered(object).spec?.target;
    return target?.creationPolicy === 'None' ? undefined : (target?.name ?? object.name);
  }
  return undefined;
}
