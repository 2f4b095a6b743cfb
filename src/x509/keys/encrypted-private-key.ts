import { createCipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { effects } from '../../core/effects';
import { loadDer } from './der';
import { DERIVATION_ROUNDS } from './derivation-rounds';

const KEY_OCTETS = 32;

const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacWithSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;

/**
 * A PKCS#8 EncryptedPrivateKeyInfo in DER, by PBES2 with PBKDF2 (HMAC-SHA256) and AES-256-CBC, which OpenSSL, GnuTLS, Go's
 * and Node's readers all take. Source: RFC 8018 section 6.2.
 */
export async function encryptPrivateKey(pkcs8: Buffer, passphrase: string): Promise<Buffer> {
  const salt = effects.randomBytes(16);
  const iv = effects.randomBytes(16);
  const key = await promisify(pbkdf2)(passphrase, salt, DERIVATION_ROUNDS, KEY_OCTETS, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  key.fill(0);

  const der = loadDer();
  const derivation = der.sequence(
    der.oid(OID.pbkdf2),
    der.sequence(
      der.octetString(salt),
      der.integer(DERIVATION_ROUNDS),
      der.sequence(der.oid(OID.hmacWithSha256), der.null()),
    ),
  );
  const encryption = der.sequence(der.oid(OID.aes256Cbc), der.octetString(iv));
  return der.encode(
    der.sequence(der.sequence(der.oid(OID.pbes2), der.sequence(derivation, encryption)), der.octetString(encrypted)),
  );
}
