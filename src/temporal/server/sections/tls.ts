import { goDuration } from '../../../core/durations';
import type { AuthModel } from '../../../model/auth-model';
import { type Section, SectionFiles } from '../../../model/section';
import type { CertificateModel } from '../../../pki/model/certificate';
import type { ServerService } from '../../../pki/model/component';
import { type ListenerPurpose, SERVER_PATHS, trustPath } from '../../paths';
import { certificateOf, keyPairOf, trustOf } from '../../pki-lookup';
import type { ServerTlsConfig, TlsConfig } from '../server-config';

/** How often a certificate file is read again; well below a quarter of the time that cert-manager leaves for renewal. */
const REFRESH_SECONDS = 3600;

/** How often the server looks whether a certificate is about to end. */
const LONGEST_CHECK_SECONDS = 3600;

/** `global.tls`: what the service's listeners show and trust, and what it verifies its peers by. */
export function tlsSection(model: AuthModel, service: ServerService): Section<TlsConfig> {
  const files = new SectionFiles();
  const { certificates, internodeServerName, frontendServerName } = model.pki;
  const renewBefore = Math.min(...certificates.filter(isServerCertificate).map((leaf) => leaf.renewBeforeSeconds));
  const trusted = (purpose: ListenerPurpose) =>
    trustOf(model, purpose).map((file, index) => files.mounted(trustPath(purpose, index), file));
  const internodeTrust = trusted('internode');
  const config: TlsConfig = {
    refreshInterval: goDuration(Math.min(REFRESH_SECONDS, Math.floor(renewBefore / 4))),
    expirationChecks: expirationChecks(renewBefore),
    internode: {
      server: listener(model, files, 'internode', internodeTrust),
      client: { serverName: internodeServerName, rootCaFiles: internodeTrust },
    },
    frontend: {
      // Only the frontend's own pods hold its key and the trust in its clients.
      ...(service === 'frontend' ? { server: listener(model, files, 'frontend', trusted('clients')) } : {}),
      client: { serverName: frontendServerName, rootCaFiles: trusted('frontend') },
    },
  };
  return { config, files: files.files };
}

/**
 * A certificate that was renewed in time never enters these windows: who sees a warning has a renewal that failed. The server looks
 * into the shorter one twice at least before a certificate leaves it.
 */
function expirationChecks(renewBefore: number): NonNullable<TlsConfig['expirationChecks']> {
  const errorWindow = Math.floor(renewBefore / 8);
  return {
    warningWindow: goDuration(Math.floor(renewBefore / 2)),
    errorWindow: goDuration(errorWindow),
    checkInterval: goDuration(Math.min(LONGEST_CHECK_SECONDS, Math.floor(errorWindow / 2))),
  };
}

function listener(
  model: AuthModel,
  files: SectionFiles,
  role: 'internode' | 'frontend',
  clientCaFiles: readonly string[],
): ServerTlsConfig {
  const { certificate, key } = keyPairOf(certificateOf(model, role));
  return {
    requireClientAuth: true,
    certFile: files.mounted(SERVER_PATHS[`${role}Certificate`], certificate),
    keyFile: files.mounted(SERVER_PATHS[`${role}Key`], key),
    clientCaFiles,
  };
}

function isServerCertificate({ role }: CertificateModel): boolean {
  return role === 'internode' || role === 'frontend';
}
