import { writePem } from '../../../src/x509/keys/pem';
import type { NameConstraintsFacts } from '../../../src/x509/model';
import type { NameSubtrees } from '../../../src/x509/names/name-constraints';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { foreignCertificate, intermediate } from '../../gen/certificates';

const PERMITTED: NameSubtrees = {
  dnsDomains: ['payments.example', 'b.example'],
  uriDomains: ['.payments.example'],
  emailAddresses: ['Ann@payments.example'],
  ipRanges: ['10.0.0.0/8', '2001:db8::/33'],
};
const NONE: NameSubtrees = { dnsDomains: [], uriDomains: [], emailAddresses: [], ipRanges: [] };

/** What is read once some octets of the certificate, in hexadecimal digits, are others. */
function readWith(from: string, to: string, permittedNames = PERMITTED): NameConstraintsFacts | undefined {
  const pem = foreignCertificate(intermediate({ permittedNames }));
  const der = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64').toString('hex');
  expect(der.split(from)).toHaveLength(2);
  return readCertificate(writePem('CERTIFICATE', Buffer.from(der.replace(from, to), 'hex')), 'ca.crt').nameConstraints;
}

describe('name constraints', () => {
  test('P25 are read as they are written', () => {
    const { nameConstraints } = readCertificate(foreignCertificate(intermediate({ permittedNames: PERMITTED })), 'ca');
    expect(nameConstraints).toEqual({ critical: true, permitted: PERMITTED, excluded: NONE, unreadable: [] });
  });

  test('P25 are absent where there are none', () => {
    expect(readCertificate(foreignCertificate(intermediate()), 'ca.crt')).not.toHaveProperty('nameConstraints');
  });

  const only = { ...NONE, dnsDomains: ['PAYMENTS.example'] };
  const domain = `8210${Buffer.from('PAYMENTS.example').toString('hex')}`;
  test('P27 are excluded names where they say so, and hosts are read in lower case', () => {
    expect(readWith(`a0143012${domain}`, `a1143012${domain}`, only)).toEqual({
      critical: true,
      permitted: NONE,
      excluded: { ...NONE, dnsDomains: ['payments.example'] },
      unreadable: [],
    });
  });

  test('P27 are of a kind that is not applied where they are of directory names', () => {
    const commonName = 'a410300e310c300a06035504030c03414243'; // CN=ABC
    expect(readWith(domain, commonName, only)?.unreadable).toEqual(['directoryName']);
  });

  test('P27 are not critical where they say so', () => {
    expect(readWith('551d1e0101ff', '551d1e010100')?.critical).toBe(false);
  });

  test('P27 with a gap in a mask are none that every verifier reads alike', () => {
    expect(readWith('0a000000ff000000', '0a000000ff00ff00')?.unreadable).toEqual(['another encoding']);
  });
});
