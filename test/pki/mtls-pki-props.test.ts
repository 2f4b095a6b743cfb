import { readMtlsPkiProps } from '../../src/pki/mtls-pki-props';
import { codeOf, refusalOf } from '../support/refusal';

const read = (props: object) => readMtlsPkiProps(props as never);

describe('the options of a PKI', () => {
  test('may all be left out', () => {
    expect(readMtlsPkiProps(undefined)).toEqual({});
  });

  test('hold names as the certificate carries them', () => {
    const props = {
      frontendDnsNames: ['Temporal.Example.com.'],
      frontendIpAddresses: ['::ffff:10.0.0.1'],
      trustDomain: 'Prod.example',
    };
    expect(read(props)).toEqual({
      frontendDnsNames: ['temporal.example.com'],
      frontendIpAddresses: ['10.0.0.1'],
      trustDomain: 'prod.example',
    });
  });

  test('F11 are refused with the place of what is wrong', () => {
    const refusal = refusalOf(() => read({ frontendDnsNames: ['a.example', '10.0.0.1'] }));
    expect(refusal.code).toBe('INVALID_SAN');
    expect(refusal.option).toBe('MtlsPki.frontendDnsNames[1]');
  });

  test.each([
    [{ frontendDnsName: ['a.example'] }, 'UNKNOWN_OPTION'],
    [{ frontendDnsNames: 'a.example' }, 'WRONG_TYPE'],
    [{ frontendDnsNames: Array(1001).fill('a.example') }, 'OUT_OF_RANGE'],
    [{ internode: 'corp' }, 'WRONG_TYPE'],
    [{ internode: null }, 'WRONG_TYPE'],
    [{ namePrefix: 'Temporal' }, 'INVALID_NAME'],
    [{ clusterDomain: '*.local' }, 'INVALID_SAN'],
    [{ trustDomain: 'spiffe://prod' }, 'INVALID_SAN'],
    [{ keyAlgorithm: 'ED25519' }, 'INVALID_VALUE'],
    [{ rotationRecord: '' }, 'INVALID_VALUE'],
    [{ rotationRecord: {} }, 'WRONG_TYPE'],
    [{ lifetimes: { client: {} } }, 'UNKNOWN_OPTION'],
  ])('F02 F03 P20 P25 are refused as %j', (props, code) => {
    expect(codeOf(() => read(props))).toBe(code);
  });

  test('F10 hold 1,000 names', () => {
    expect(read({ frontendDnsNames: Array(1000).fill('a.example') }).frontendDnsNames).toHaveLength(1000);
  });
});
