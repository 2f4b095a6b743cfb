import { Passphrase } from '../../src/x509/keys/passphrase';

/** The passphrase that a user has put into the environment; undefined where there is none. */
export function passphraseFrom(text: string | undefined): Passphrase | undefined {
  if (text !== undefined) process.env.PKI_PASSPHRASE = text;
  try {
    return Passphrase.fromEnvironment('PKI_PASSPHRASE');
  } finally {
    delete process.env.PKI_PASSPHRASE;
  }
}

/** A passphrase with this text. */
export function passphrase(text: string): Passphrase {
  return passphraseFrom(text) as Passphrase;
}
