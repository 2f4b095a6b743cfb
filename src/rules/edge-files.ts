import { edgesOf } from '../edges/edges';
import type { Edge, EdgeEnd } from '../edges/model';
import type { PodFileModel } from '../kubernetes/model';
import type { TrustModel } from '../pki/model/trust';
import { type EndEvidence, Evidence, isRenderable, type NamedPath } from './edge-evidence';
import { type BrokenEdge, edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each file that an end reads comes from the object that the edge says: its own pair, its trust whole and nothing else. */
export const edgeFiles: Rule = (model) => {
  const edges = edgesOf(model);
  if (!isRenderable(edges)) return [];
  const evidence = new Evidence(model);
  return edgeFindings(
    edges.flatMap((edge) => [
      ...evidence.ofCaller(edge).flatMap((end) => wrongFiles(edge, edge.caller, end, model.path)),
      ...evidence.ofCallee(edge).flatMap((end) => wrongFiles(edge, edge.callee, end, model.path)),
    ]),
  );
};

function wrongFiles(edge: Edge, { certificate, trust }: EdgeEnd, end: EndEvidence, path: string): BrokenEdge[] {
  const broken = (what: string, value: string, expected: string, fix: string): BrokenEdge => ({
    edge,
    code: 'WRONG_FILE',
    path,
    what: `${end.pod}: ${what}`,
    value,
    expected,
    fix,
  });
  const compare = (named: NamedPath | undefined, wanted: string | undefined, what: string) => {
    const found = named && sourceOf(end.files, named.path);
    // A path without a file is the rule of paths' to say.
    if (found === wanted || (named !== undefined && found === undefined)) return [];
    return [
      broken(
        named?.what ?? what,
        found ?? 'nothing',
        wanted ?? 'nothing',
        'Mount the file of the certificate that is meant.',
      ),
    ];
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
      : [
          broken(
            end.trust[0]?.what ?? 'trust',
            sources.join(', ') || 'nothing',
            wanted.join(', ') || 'nothing',
            'Verify by what is trusted, all of it and nothing else.',
          ),
        ]),
    ...(verifiesName
      ? []
      : [broken('server name', end.serverName ?? '', edge.serverName, 'Verify the name that the certificate holds.')]),
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
