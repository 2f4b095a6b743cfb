import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key in PEM files. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface LeafOptions {
  /** @default - none */
  readonly dnsNames?: readonly string[];
  readonly usage: 'serverAuth' | 'clientAuth';
}

const DAYS = '2';

/** An authority made by OpenSSL for one test: what no program under test has issued or trusts by itself. */
export class TestAuthority {
  private readonly files: CertificateFiles;

  /** @param folder where its files, and those of what it signs, are written. */
  constructor(
    private readonly folder: string,
    public readonly name: string,
  ) {
    mkdirSync(folder, { recursive: true });
    this.files = newKey(folder, name);
    const { certFile, keyFile } = this.files;
    openssl('req', '-x509', '-new', '-key', keyFile, '-subj', `/CN=${name}`, '-days', DAYS, '-out', certFile);
  }

  /** Its own certificate. */
  public get certFile(): string {
    return this.files.certFile;
  }

  /** Signs a certificate for a new key. */
  public issue(name: string, { dnsNames = [], usage }: LeafOptions): CertificateFiles {
    const leaf = newKey(this.folder, name);
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    const names = dnsNames.length > 0 ? `\nsubjectAltName=${dnsNames.map((each) => `DNS:${each}`).join(',')}` : '';
    writeFileSync(extensions, `keyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}${names}\n`);
    openssl('req', '-new', '-key', leaf.keyFile, '-subj', `/CN=${name}`, '-out', request);
    openssl(
      ...['x509', '-req', '-in', request, '-CA', this.files.certFile, '-CAkey', this.files.keyFile, '-CAcreateserial'],
      ...['-days', DAYS, '-extfile', extensions, '-out', leaf.certFile],
    );
    return leaf;
  }
}

function newKey(folder: string, name: string): CertificateFiles {
  const keyFile = join(folder, `${name}.key`);
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', keyFile);
  return { certFile: join(folder, `${name}.crt`), keyFile };
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
