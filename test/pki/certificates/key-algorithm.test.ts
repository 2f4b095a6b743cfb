import { KeyAlgorithm, privateKeyOf } from '../../../src/pki/certificates/key-algorithm';

describe('a key algorithm', () => {
  test.each([
    ['ECDSA_P256', 'ECDSA', 256],
    ['ECDSA_P384', 'ECDSA', 384],
    ['RSA_2048', 'RSA', 2048],
    ['RSA_3072', 'RSA', 3072],
    ['RSA_4096', 'RSA', 4096],
  ] as const)('P20 %s is %s with %s bits', (name, algorithm, size) => {
    expect(privateKeyOf(KeyAlgorithm[name])).toEqual({ algorithm, size });
  });

  test('P20 is one of five: nothing weaker, and nothing that some verifier refuses', () => {
    expect(Object.keys(KeyAlgorithm)).toEqual(['ECDSA_P256', 'ECDSA_P384', 'RSA_2048', 'RSA_3072', 'RSA_4096']);
  });
});
