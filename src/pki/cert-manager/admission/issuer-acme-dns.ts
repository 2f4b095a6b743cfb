import { oneOf } from './certificate-keys';
import type { ObjectFields } from './object-fields';

const AZURE = ['AzurePublicCloud', 'AzureChinaCloud', 'AzureGermanCloud', 'AzureUSGovernmentCloud'];
const TSIG_ALGORITHMS = ['HMACMD5', 'HMACSHA1', 'HMACSHA256', 'HMACSHA512'];

/** What each provider of DNS must be told. */
const PROVIDERS: Readonly<Record<string, (provider: ObjectFields) => void>> = {
  akamai: (akamai) => {
    akamai.require('serviceConsumerDomain');
    for (const field of ['accessTokenSecretRef', 'clientSecretSecretRef', 'clientTokenSecretRef']) {
      akamai.requireSecret(field, 'key');
    }
  },
  azureDNS: checkAzure,
  cloudDNS: (cloud) => {
    cloud.require('project');
    if (cloud.has('serviceAccountSecretRef')) cloud.requireSecret('serviceAccountSecretRef', 'key');
  },
  cloudflare: (cloudflare) => {
    const [byKey, byToken] = [cloudflare.has('apiKeySecretRef'), cloudflare.has('apiTokenSecretRef')];
    if (byKey === byToken) {
      cloudflare.refuse('apiTokenSecretRef', 'exactly one of apiTokenSecretRef and apiKeySecretRef', 'Take the token.');
    }
    for (const field of ['apiKeySecretRef', 'apiTokenSecretRef']) {
      if (cloudflare.has(field)) cloudflare.requireSecret(field, 'key');
    }
    if (byKey) cloudflare.require('email');
  },
  route53: (route53) => {
    if (route53.text('accessKeyID') !== '' && route53.has('accessKeyIDSecretRef')) {
      route53.refuse('accessKeyIDSecretRef', 'nothing beside accessKeyID', 'Keep one of the two.');
    }
    if (route53.has('accessKeyIDSecretRef')) route53.requireSecret('accessKeyIDSecretRef', 'key');
  },
  acmeDNS: (acmeDns) => {
    acmeDns.require('host');
    acmeDns.requireSecret('accountSecretRef', 'key');
  },
  digitalocean: (digitalOcean) => digitalOcean.requireSecret('tokenSecretRef', 'key'),
  rfc2136: checkRfc2136,
  webhook: (webhook) => webhook.require('solverName'),
};

/** One provider, and what it needs. Source: `ValidateACMEChallengeSolverDNS01`. */
export function checkDns01(dns01: ObjectFields): void {
  oneOf(dns01, 'cnameStrategy', ['None', 'Follow']);
  const named = Object.keys(PROVIDERS).filter((provider) => dns01.has(provider));
  if (named.length !== 1) {
    dns01.refuse('', `exactly one of ${Object.keys(PROVIDERS).join(', ')}`, 'Keep one.', named.join(', '));
  }
  for (const name of named) {
    const provider = dns01.object(name);
    if (provider !== undefined) PROVIDERS[name](provider);
  }
}

function checkAzure(azure: ObjectFields): void {
  azure.require('subscriptionID', 'resourceGroupName');
  oneOf(azure, 'environment', AZURE);
  const identity = azure.object('managedIdentity');
  if (azure.text('clientID') !== '' || azure.text('tenantID') !== '' || azure.has('clientSecretSecretRef')) {
    azure.require('clientID', 'tenantID');
    azure.requireSecret('clientSecretSecretRef', 'key');
    if (identity !== undefined) azure.refuse('managedIdentity', 'nothing beside clientID', 'Keep one of the two.');
    return;
  }
  const [client, resource, tenant] = ['clientID', 'resourceID', 'tenantID'].map((field) => identity?.text(field) ?? '');
  if (resource !== '' && (client !== '' || tenant !== '')) {
    identity?.refuse('resourceID', 'nothing beside clientID and tenantID', 'Keep one way of naming the identity.');
  }
  if (tenant !== '' && client === '') identity?.refuse('clientID', 'an id beside tenantID', 'Add the field.');
}

function checkRfc2136(rfc2136: ObjectFields): void {
  const nameserver = rfc2136.text('nameserver').trim();
  // Go's net.SplitHostPort: brackets around an IPv6 address, and a host.
  if (!/^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(:[^:[\]]*)?$/.test(nameserver)) {
    rfc2136.refuse('nameserver', 'host:port, an IPv6 address in brackets', 'Write it as "10.0.0.53:53".');
  }
  const algorithm = rfc2136.text('tsigAlgorithm');
  if (algorithm !== '' && !TSIG_ALGORITHMS.includes(algorithm.toUpperCase())) {
    rfc2136.refuse('tsigAlgorithm', `one of ${TSIG_ALGORITHMS.join(', ')}`, 'Take HMACSHA256.');
  }
  const secret = rfc2136.object('tsigSecretSecretRef');
  const isNamed = secret !== undefined && secret.text('name') !== '' && secret.text('key') !== '';
  if (rfc2136.text('tsigKeyName') !== '') rfc2136.requireSecret('tsigSecretSecretRef', 'key');
  else if (isNamed) rfc2136.require('tsigKeyName');
}
