import { readFileSync } from 'node:fs';
import { type KnockOutcome, knock } from './knock';

/** What a scenario asks of `probe.ts`, as JSON in its first argument. */
export interface ProbeRequest {
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  readonly protocol: 'grpc' | 'tchannel';
  /** Certificate files presented, concatenated in this order. @default - no certificate is presented */
  readonly certFiles?: readonly string[];
  readonly keyFile?: string;
}

/** What `probe.ts` prints, as one line of JSON. */
export type ProbeOutcome = Pick<KnockOutcome, 'open' | 'reason'>;

async function probe({ certFiles, keyFile, ...request }: ProbeRequest): Promise<ProbeOutcome> {
  const { open, reason } = await knock({
    ...request,
    cert: certFiles?.map((file) => readFileSync(file, 'utf8')).join('\n'),
    key: keyFile && readFileSync(keyFile, 'utf8'),
  });
  return { open, reason };
}

probe(JSON.parse(process.argv[2])).then((outcome) => console.log(JSON.stringify(outcome)));
