import { refuse } from '../../core/errors';

/** One block of a PEM text. */
export interface PemBlock {
  /** What stands between BEGIN and END, `CERTIFICATE`. */
  readonly label: string;
  readonly der: Buffer;
}

/** More than a purpose needs, and small enough to be read at once. */
const LONGEST_TEXT = 1024 * 1024;
const MOST_BLOCKS = 100;

const BOUNDARY = /^-----(BEGIN|END) ([A-Z0-9 ]+)-----$/;

/** How a text that is not PEM is refused. */
interface PemRefusal {
  readonly code: 'INVALID_CERTIFICATE' | 'INVALID_PRIVATE_KEY';
  readonly option: string;
  readonly expected: string;
}

/**
 * The blocks of a PEM text in their order. Text around the blocks, CRLF, blanks at the ends of lines and a byte order mark
 * are accepted, as every reader does; a block that is broken is refused, since readers differ in how much of it they skip.
 * Source: RFC 7468.
 */
export function readPem(text: string, refusal: PemRefusal): PemBlock[] {
  if (text.length > LONGEST_TEXT)
    refusePem(refusal, `This has ${text.length} characters; ${LONGEST_TEXT} are accepted.`);
  // The first octets of a DER SEQUENCE; read as text, the second is whatever stands for an octet above 0x7f.
  if (/^0[\u0080-\uffff]/.test(text))
    refusePem(refusal, 'This looks like DER: convert it with `openssl … -inform DER`.');

  const blocks: PemBlock[] = [];
  let open: { readonly label: string; readonly lines: string[] } | undefined;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const [, boundary, label] = BOUNDARY.exec(line.trimEnd()) ?? [];
    if (boundary === undefined) {
      if (line.includes('-----BEGIN') || line.includes('-----END'))
        refusePem(refusal, 'A BEGIN or END line is broken.');
      open?.lines.push(line.trim());
    } else if (boundary === 'BEGIN') {
      if (open !== undefined) refusePem(refusal, `The block ${open.label} has no END line.`);
      open = { label, lines: [] };
    } else {
      if (open === undefined) refusePem(refusal, `An END line for ${label} has no BEGIN line.`);
      if (open.label !== label) refusePem(refusal, `The block ${open.label} ends as ${label}.`);
      blocks.push({ label, der: decode(open.lines.join(''), label, refusal) });
      if (blocks.length > MOST_BLOCKS) refusePem(refusal, `There are more than ${MOST_BLOCKS} blocks.`);
      open = undefined;
    }
  }
  if (open !== undefined) refusePem(refusal, `The block ${open.label} has no END line.`);
  if (blocks.length === 0) refusePem(refusal, 'There is no PEM block in it.');
  return blocks;
}

/** A block as RFC 7468 writes it, with a line feed at its end. */
export function writePem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function decode(base64: string, label: string, refusal: PemRefusal): Buffer {
  if (base64.includes(':'))
    refusePem(refusal, `The block ${label} has headers; write it as PKCS#8: openssl pkcs8 -topk8.`);
  const der = Buffer.from(base64, 'base64');
  // Node skips what is not base64; what it read must be what was written.
  if (der.length === 0 || der.toString('base64') !== base64) {
    refusePem(refusal, `The block ${label} is not whole base64.`);
  }
  return der;
}

/** Nothing of the text is shown: it may hold a key. */
export function refusePem({ code, option, expected }: PemRefusal, fix: string): never {
  refuse(code, { option, expected, fix });
}
