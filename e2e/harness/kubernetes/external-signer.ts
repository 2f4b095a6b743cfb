import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient, KubeObject } from './kube-apiserver-client';

/** A signer of CertificateRequests that is none of cert-manager's: a CA of its own for each issuer. */
export class ExternalSigner {
  private running = true;
  private readonly loop: Promise<void>;

  /** @param group the API group of the issuers that it signs for */
  public constructor(
    private readonly client: KubeClient,
    private readonly group: string,
    private readonly folder: string,
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
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Issued',
      message: 'signed by the test',
      lastTransitionTime: new Date().toISOString(),
    };
    await this.client.patchStatus(request, {
      certificate: leaf.toString('base64'),
      ca: readFileSync(certificate).toString('base64'),
      conditions: [...request.status.conditions, ready],
    });
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

/** Approved, and answered by nobody. */
function isOpen({ status }: KubeObject): boolean {
  const types = (status?.conditions ?? []).map(({ type }: { type: string }) => type);
  return types.includes('Approved') && status.certificate === undefined;
}
