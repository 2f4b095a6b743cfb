import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient, KubeObject } from './kube-apiserver-client';

/** A signer of CertificateRequests that is none of cert-manager's: a CA of its own for each issuer. */
export class ExternalSigner {
  private running = true;
  private readonly loop: Promise<void>;

  /**
   * @param group the API group of the issuers that it signs for
   * @param publicDomains of the issuers that are public CAs, the domain that they have validated: they sign names below it and no
   * others, no common name that is not among them, as ACME does, and return no CA
   */
  public constructor(
    private readonly client: KubeClient,
    private readonly group: string,
    private readonly folder: string,
    private readonly publicDomains: Readonly<Record<string, string>> = {},
  ) {
    mkdirSync(folder, { recursive: true });
    this.loop = this.signUntilStopped();
  }

  /** The CA certificate of an issuer, in PEM. */
  public caOf(issuer: string): string {
    return readFileSync(this.authority(issuer).certificate, 'utf8');
  }

  /** Ends it; throws what ended it before. */
  public async stop(): Promise<void> {
    this.running = false;
    await this.loop;
  }

  private async signUntilStopped(): Promise<void> {
    while (this.running) {
      const requests = await this.client.list('cert-manager.io/v1', 'CertificateRequest');
      for (const request of requests) {
        if (request.spec.issuerRef.group === this.group && isOpen(request)) await this.sign(request);
      }
      await sleep(250);
    }
  }

  /** As cert-manager's documentation asks of an external issuer: the certificate, its CA, and that it is ready. */
  private async sign(request: KubeObject): Promise<void> {
    const { certificate, key } = this.authority(request.spec.issuerRef.name);
    const csr = join(this.folder, 'request.pem');
    writeFileSync(csr, Buffer.from(request.spec.request, 'base64'));
    const domain = this.publicDomains[request.spec.issuerRef.name];
    if (domain !== undefined && !isPublic(csr, domain)) return this.answer(request, 'False', 'Failed');
    const args = [
      'x509',
      '-req',
      '-in',
      csr,
      '-CA',
      certificate,
      '-CAkey',
      key,
      '-days',
      '30',
      '-copy_extensions',
      'copyall',
    ];
    const leaf = execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    await this.answer(request, 'True', 'Issued', {
      certificate: leaf.toString('base64'),
      ...(domain === undefined && { ca: readFileSync(certificate).toString('base64') }),
    });
  }

  private async answer(request: KubeObject, status: 'True' | 'False', reason: string, issued = {}): Promise<void> {
    const lastTransitionTime = new Date().toISOString();
    const ready = { type: 'Ready', status, reason, message: 'said by the test', lastTransitionTime };
    const failed = status === 'False' && { failureTime: lastTransitionTime };
    await this.client.patchStatus(request, { ...issued, ...failed, conditions: [...request.status.conditions, ready] });
  }

  private authority(issuer: string): { readonly certificate: string; readonly key: string } {
    const [certificate, key] = ['crt', 'key'].map((end) => join(this.folder, `${issuer}.${end}`));
    try {
      readFileSync(certificate);
    } catch {
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
      const usage = ['-addext', 'keyUsage=critical,keyCertSign', '-addext', 'basicConstraints=critical,CA:TRUE'];
      const args = [
        'req',
        '-x509',
        ...curve,
        '-keyout',
        key,
        '-out',
        certificate,
        '-subj',
        `/CN=${issuer}`,
        '-days',
        '60',
      ];
      execFileSync('openssl', [...args, ...usage], { stdio: 'pipe' });
    }
    return { certificate, key };
  }
}

/** Approved, and not answered. */
function isOpen({ status }: KubeObject): boolean {
  const types = (status?.conditions ?? []).map(({ type }: { type: string }) => type);
  return types.includes('Approved') && !types.includes('Ready');
}

/** Whether a public CA signs a request: all its names are below a domain, and its common name is one of them. */
function isPublic(csr: string, domain: string): boolean {
  const text = execFileSync('openssl', ['req', '-in', csr, '-noout', '-text'], { encoding: 'utf8' });
  const names = [...text.matchAll(/(?:DNS|IP Address|URI):([^,\s]+)/g)].map(([, name]) => name);
  const commonName = /Subject: .*CN ?= ?([^,\s]+)/.exec(text)?.[1];
  return names.every((name) => name.endsWith(`.${domain}`)) && (commonName === undefined || names.includes(commonName));
}
