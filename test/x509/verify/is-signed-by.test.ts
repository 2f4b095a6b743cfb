import { X509Certificate } from 'node:crypto';
import { readCertificate } from '../../../src/x509/read/read-certificate';
import { isSignedBy } from '../../../src/x509/verify/is-signed-by';
import { type Chain, chain, issueRoot, NOW, root } from '../../gen/certificates';

let own: Chain;
let other: Chain;
beforeAll(async () => {
  own = await chain();
  other = await chain();
});

const of = (issued: Chain) => ({
  root: issued.root.certificate,
  intermediate: issued.intermediate.certificate,
  leaf: issued.leaf.certificate,
});

test('P33 a certificate is signed by another only where the signature says so, not the names', () => {
  expect(isSignedBy(of(own).leaf, of(own).intermediate)).toBe(true);
  expect(isSignedBy(of(own).leaf, of(other).intermediate)).toBe(false);
  expect(isSignedBy(of(own).leaf, of(own).root)).toBe(false);
});

test('a certificate is signed by another only where it also names it, since verifiers look for the name', async () => {
  const renamed = await issueRoot(root({ subject: { commonName: 'renamed' } }), NOW, own.root.privateKey);
  expect(isSignedBy(of(own).intermediate, renamed.certificate)).toBe(false);
});

test('a signature is verified once for one pair of certificates, also where one is read again', () => {
  const verify = jest.spyOn(X509Certificate.prototype, 'verify');
  const { root: top, intermediate: middle } = of(other);
  const judge = () => [isSignedBy(middle, top), isSignedBy(middle, top), isSignedBy(top, top), isSignedBy(top, top)];
  expect(judge()).toEqual([true, true, true, true]);
  expect(verify).toHaveBeenCalledTimes(2);
  expect(isSignedBy(readCertificate(middle.pem, 'intermediate'), top)).toBe(true);
  expect(verify).toHaveBeenCalledTimes(2);
  verify.mockRestore();
});

test('what is known of a certificate cannot be changed behind the back of what was proven', () => {
  expect(Object.isFrozen(of(own).leaf)).toBe(true);
});
