import { isQualifiedKey, isQualifiedName, LONGEST_ANNOTATIONS } from '../../../core/objects/object-limits';
import type { ObjectFields } from './object-fields';

const INJECTION = 'cert-manager.io/allow-direct-injection';

/** The content of the Secret, and the names that a CA may sign. Source: `ValidateCertificateSpec` and what it calls. */
export function checkSecret(spec: ObjectFields): void {
  const revisions = spec.number('revisionHistoryLimit');
  if (revisions !== undefined && revisions < 1) spec.refuse('revisionHistoryLimit', 'at least 1', 'Take 1.');
  const template = spec.object('secretTemplate');
  if (template !== undefined) checkTemplate(template);
  checkNameConstraints(spec);
  checkOutputFormats(spec);
}

function checkTemplate(template: ObjectFields): void {
  for (const [key, value] of template.map('labels')) {
    if (!isQualifiedKey(key) || (value !== '' && !isQualifiedName(value))) {
      template.refuse('labels', 'a label as Kubernetes takes it', 'Correct key or value.', `${key}=${value}`);
    }
  }
  const annotations = template.map('annotations');
  for (const [key] of annotations) {
    if (key.startsWith('cert-manager.io/') && key !== INJECTION) {
      template.refuse('annotations', 'no annotation of cert-manager.io', 'Remove it: cert-manager sets its own.', key);
    }
    if (!isQualifiedKey(key.toLowerCase())) {
      template.refuse('annotations', 'a key NAME or PREFIX/NAME', 'Correct the key.', key);
    }
  }
  const bytes = annotations.flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > LONGEST_ANNOTATIONS) template.refuse('annotations', 'at most 256 KiB', 'Shorten them.', bytes);
}

function checkNameConstraints(spec: ObjectFields): void {
  const constraints = spec.object('nameConstraints');
  if (constraints === undefined) return;
  if (!spec.bool('isCA')) spec.refuse('nameConstraints', 'isCA: true beside it', 'Remove it, or make it a CA.');
  if (!constraints.has('permitted') && !constraints.has('excluded')) {
    constraints.refuse('', 'permitted or excluded names', 'List what it may sign under permitted.');
  }
}

function checkOutputFormats(spec: ObjectFields): void {
  const types = spec.objects('additionalOutputFormats').map((format) => {
    const type = format.text('type');
    if (!['DER', 'CombinedPEM'].includes(type)) format.refuse('type', 'DER or CombinedPEM', 'Choose one of these.');
    return type;
  });
  if (new Set(types).size < types.length) {
    spec.refuse('additionalOutputFormats', 'each format once', 'Remove the second one.', types.join(', '));
  }
}
