import { edgesOf } from '../../src/edges/edges';
import type { Edge, EdgeEnd } from '../../src/edges/model';
import type { PodFileModel } from '../../src/kubernetes/model';
import type { TrustModel } from '../../src/pki/model/trust';
import { type BrokenEdge, brokenEdges } from './broken-edges';
import { type EndEvidence, Evidence, isRenderable, type NamedPath } from './edge-evidence';
import type { Invariant } from './invariant';

/** Each file that an end reads comes from the object that the edge says: its own pair, its trust whole and nothing else. */
export const edgeFiles: Invariant = (model) => {
  const edges = edgesOf(model);
  if (!isRenderable(edges)) return [];
  const evidence = new Evidence(model);
  return brokenEdges(
    edges.flatMap((edge) => [
      ...evidence.ofCaller(edge).flatMap((end) => wrongFiles(edge, edge.caller, end)),
      ...evidence.ofCallee(edge).flatMap((end) => wrongFiles(edge, edge.callee, end)),
    ]),
  );
};

function wrongFiles(edge: Edge, { certificate, trust }: EdgeEnd, end: EndEvidence): BrokenEdge[] {
  const broken = (what: string, value: string, expected: string): BrokenEdge => ({
    edge,
    what: `${end.pod}: ${what}`,
    value,
    expected,
  });
  const compare = (named: NamedPath | undefined, wanted: string | undefined, what: string) => {
    const found = named && sourceOf(end.files, named.path);
    // A path without a file is the rule of paths' to say.
    if (found === wanted || (named !== undefined && found === undefined)) return [];
    return [broken(named?.what ?? what, found ?? 'nothing', wanted ?? 'nothing')];
  };
  const secret = (key: string) => certificate && `Secret ${certificate.secretName} ${key}`;
  const sources = end.trust.map((named) => sourceOf(end.files, named.path) ?? named.path);
  const wanted = trust.map(describe);
  const sameTrust = sources.length === wanted.length && wanted.every((source) => sources.includes(source));
  const verifiesName = end.serverName === undefined || end.serverName === edge.serverName;
  return [
    // What an end shows without the edge saying so is what its peer refuses.
    ...(certificate === undefined ? [] : compare(end.certificate, secret('tls.crt'), 'certificate')),
    ...(certificate === undefined ? [] : compare(end.key, secret('tls.key'), 'private key')),
    ...(sameTrust
      ? []
      : [broken(end.trust[0]?.what ?? 'trust', sources.join(', ') || 'nothing', wanted.join(', ') || 'nothing')]),
    ...(verifiesName ? [] : [broken('server name', end.serverName ?? '', edge.serverName)]),
  ];
}

function sourceOf(files: readonly PodFileModel[], path: string): string | undefined {
  const source = files.find((file) => file.path === path)?.source;
  return source && describe(source);
}

/** Pods mount objects of their own namespace alone, so a file's source has none. */
function describe({ kind, name, key }: Pick<TrustModel, 'kind' | 'name' | 'key'>): string {
  return `${kind} ${name} ${key}`;
}
