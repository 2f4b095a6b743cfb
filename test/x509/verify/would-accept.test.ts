import { readCertificate } from '../../../src/x509/read/read-certificate';
import { wouldAccept } from '../../../src/x509/verify/would-accept';
import { type Chain, chain, foreignCertificate, leaf } from '../../gen/certificates';

describe('whom a listener lets in by what it trusts', () => {
  let own: Chain;
  let other: Chain;
  beforeAll(async () => {
    [own, other] = [await chain(), await chain()];
  });
  const of = ({ root, intermediate }: Chain) => [root.certificate, intermediate.certificate];

  test('P22 is whoever can bring a chain to it, whether or not he does', () => {
    expect(wouldAccept([own.root.certificate], own.leaf.certificate, of(own))).toBe(true);
    expect(wouldAccept([own.root.certificate], own.leaf.certificate, [])).toBe(false);
    expect(wouldAccept([own.intermediate.certificate], own.leaf.certificate, [])).toBe(true);
    expect(wouldAccept([own.leaf.certificate], own.leaf.certificate, [])).toBe(true);
  });

  test('P22 is nobody of another authority', () => {
    expect(wouldAccept([other.root.certificate], own.leaf.certificate, [...of(own), ...of(other)])).toBe(false);
    expect(wouldAccept([], own.leaf.certificate, of(own))).toBe(false);
  });

  test('P12 is nobody below a leaf', () => {
    const below = readCertificate(
      foreignCertificate(leaf({ subject: { commonName: 'x' } }), { signer: own.leaf }),
      'x',
    );
    expect(wouldAccept([own.root.certificate], below, [...of(own), own.leaf.certificate])).toBe(false);
  });

  test('P11 is nobody whose certificate is for serving alone, and whoever has one for everything', () => {
    const withUsages = (extendedKeyUsages: never[]) =>
      readCertificate(foreignCertificate(leaf({ extendedKeyUsages }), { signer: own.root }), 'x');
    expect(wouldAccept(of(own), withUsages(['server auth'] as never[]), [])).toBe(false);
    expect(wouldAccept(of(own), withUsages(['client auth'] as never[]), [])).toBe(true);
    expect(wouldAccept(of(own), { ...own.leaf.certificate, extendedKeyUsages: undefined }, [])).toBe(true);
    expect(wouldAccept(of(own), { ...own.leaf.certificate, extendedKeyUsages: ['any'] }, [])).toBe(true);
  });
});
