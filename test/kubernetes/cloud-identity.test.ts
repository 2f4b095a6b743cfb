import { CloudIdentity } from '../../src/kubernetes/cloud-identity';
import { codeOf } from '../support/refusal';

const { irsa, gkeWorkloadIdentity, azureWorkloadIdentity } = CloudIdentity;

describe('CloudIdentity.irsa', () => {
  test.each([
    'arn:aws:iam::123456789012:role/temporal',
    'arn:aws:iam::123456789012:role/a/b/temporal+=,.@-_',
    'arn:aws-us-gov:iam::123456789012:role/temporal',
    'arn:aws-cn:iam::123456789012:role/temporal',
  ])('annotates the ServiceAccount with %s', (arn) => {
    expect(irsa(arn)).toMatchObject({ _annotations: { 'eks.amazonaws.com/role-arn': arn }, _podLabels: {} });
  });

  test.each([
    'temporal',
    'arn:aws:iam::123456789012:user/temporal',
    'arn:aws:iam::12345678901:role/temporal',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/*',
    'arn:aws:iam::123456789012:role/a b',
    `arn:aws:iam::123456789012:role/${'a'.repeat(65)}`,
    'arn:aws:sts::123456789012:assumed-role/temporal/session',
  ])('refuses %s', (arn) => {
    expect(codeOf(() => irsa(arn))).toBe('INVALID_VALUE');
  });
});

describe('CloudIdentity.gkeWorkloadIdentity', () => {
  test.each(['temporal@project-1.iam.gserviceaccount.com', 'temporal@project-1.example.com.iam.gserviceaccount.com'])(
    'annotates the ServiceAccount with %s',
    (email) => {
      expect(gkeWorkloadIdentity(email)).toMatchObject({
        _annotations: { 'iam.gke.io/gcp-service-account': email },
        _podLabels: {},
      });
    },
  );

  test.each([
    '123456-compute@developer.gserviceaccount.com',
    'project-1@appspot.gserviceaccount.com',
    'someone@example.com',
    'short@project-1.iam.gserviceaccount.com.evil.com',
    'Temporal@project-1.iam.gserviceaccount.com',
    '@project-1.iam.gserviceaccount.com',
  ])('refuses %s', (email) => {
    expect(codeOf(() => gkeWorkloadIdentity(email))).toBe('INVALID_VALUE');
  });
});

describe('CloudIdentity.azureWorkloadIdentity', () => {
  test('annotates the ServiceAccount and labels the pods, without which the webhook does nothing', () => {
    const id = '00112233-4455-6677-8899-aabbccddeeff';
    expect(azureWorkloadIdentity(id)).toMatchObject({
      _annotations: { 'azure.workload.identity/client-id': id },
      _podLabels: { 'azure.workload.identity/use': 'true' },
    });
  });

  test.each([
    '00112233445566778899aabbccddeeff',
    '00112233-4455-6677-8899-AABBCCDDEEFF',
    '{00112233-4455-6677-8899-aabbccddeeff}',
    'x',
  ])('refuses %s', (id) => {
    expect(codeOf(() => azureWorkloadIdentity(id))).toBe('INVALID_VALUE');
  });
});

test('F03 a CloudIdentity is made of texts only', () => {
  for (const make of [irsa, gkeWorkloadIdentity, azureWorkloadIdentity]) {
    expect(codeOf(() => make(undefined as never))).toBe('MISSING_OPTION');
    expect(codeOf(() => make({} as never))).toBe('WRONG_TYPE');
  }
});
