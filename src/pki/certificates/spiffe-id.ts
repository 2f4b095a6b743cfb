/**
 * The SPIFFE ID by which a caller's certificate names it, from segments that are Kubernetes names. Source: SPIFFE-ID
 * standard; for workloads the path that Istio and cert-manager's csi-driver-spiffe use, `/ns/<namespace>/sa/<account>`.
 */
export function spiffeId(trustDomain: string, ...segments: readonly string[]): string {
  return `spiffe://${trustDomain}/${segments.join('/')}`;
}
