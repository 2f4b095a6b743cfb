import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key in PEM files. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface LeafOptions {
  /** A SPIFFE ID. @default - none */
  readonly uri?: string;
  /** @default - none */
  readonly dnsNames?: readonly string[];
  /** Extended key usages in OpenSSL's words. */
  readonly usage: 'serverAuth' | 'clientAuth' | 'serverAuth,clientAuth' | 'timeStamping';
  /** Its end was a day ago. @default false */
  readonly expired?: boolean;
}

export interface TestAuthorityOptions {
  /** The certificate and key of an authority that is there already. @default - a new one */
  readonly taken?: CertificateFiles;
  /** Name constraints in OpenSSL's words. @default - none */
  readonly nameConstraints?: string;
}

const DAYS = '2';

/** An authority made by OpenSSL for one test: what no program under test has issued or trusts by itself. */
export class TestAuthority {
  private readonly files: CertificateFiles;

  /**
   * @param folder where its files, and those of what it signs, are written.
   */
  constructor(
    private readonly folder: string,
    public readonly name: string,
    { taken, nameConstraints }: TestAuthorityOptions = {},
  ) {
    mkdirSync(folder, { recursive: true });
    this.files = taken ?? newKey(folder, name);
    const { certFile, keyFile } = this.files;
    if (taken === undefined) {
      const limits = nameConstraints === undefined ? [] : ['-addext', `nameConstraints=${nameConstraints}`];
      const subject = ['-subj', `/CN=${name}`];
      openssl('req', '-x509', '-new', '-key', keyFile, ...subject, '-days', DAYS, ...limits, '-out', certFile);
    }
  }

  /** Its own certificate. */
  public get certFile(): string {
    return this.files.certFile;
  }

  /** Signs a certificate for a new key. */
  public issue(name: string, { dnsNames = [], uri, usage, expired = false }: LeafOptions): CertificateFiles {
    const leaf = newKey(this.folder, name);
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    const all = [...dnsNames.map((each) => `DNS:${each}`), ...(uri === undefined ? [] : [`URI:${uri}`])];
    const names = all.length > 0 ? `\nsubjectAltName=${all.join(',')}` : '';
    writeFileSync(extensions, `keyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}${names}\n`);
    const subject = `/CN=${name.replaceAll('+', '\\+')}`; // a plus would begin another attribute
    openssl('req', '-new', '-key', leaf.keyFile, '-subj', subject, '-out', request);
    if (expired) {
      this.signExpired(name, request, extensions, leaf.certFile);
      return leaf;
    }
    openssl(
      ...['x509', '-req', '-in', request, '-CA', this.files.certFile, '-CAkey', this.files.keyFile, '-CAcreateserial'],
      ...['-days', DAYS, '-extfile', extensions, '-out', leaf.certFile],
    );
    return leaf;
  }

  /** `openssl x509` of the releases in use cannot begin in the past; `openssl ca` can, and asks for a database. */
  private signExpired(name: string, request: string, extensions: string, certFile: string): void {
    const [database, config] = ['database', 'conf'].map((end) => join(this.folder, `${name}.${end}`));
    writeFileSync(database, '');
    writeFileSync(
      config,
      `[ca]\ndefault_ca=own\n[own]\ndatabase=${database}\nnew_certs_dir=${this.folder}\npolicy=any\nrand_serial=yes\n[any]\ncommonName=supplied\n`,
    );
    const daysAgo = (days: number) => {
      const at = new Date(Date.now() - days * 86_400_000).toISOString();
      return `${at.slice(0, 19).replace(/[-:T]/g, '')}Z`;
    };
    openssl(
      ...['ca', '-batch', '-notext', '-md', 'sha256', '-config', config, '-extfile', extensions],
      ...[
        '-cert',
        this.files.certFile,
        '-keyfile',
        this.files.keyFile,
        '-startdate',
        daysAgo(2),
        '-enddate',
        daysAgo(1),
      ],
      ...['-in', request, '-out', certFile],
    );
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
