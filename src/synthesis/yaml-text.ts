import { Yaml } from 'cdk8s';

/**
 * A word or sentence that stands in YAML as it is, in 1.1 and in 1.2: it reads back as text, and nothing in it begins anything
 * else. With a digit in front, a letter shows that it is neither a number nor a date.
 */
const PLAIN =
  /^(?!(?:y|n|yes|no|true|false|on|off|null|e[-+]?\d+)$)(?:[a-z/]|\d(?=.*[ghj-mp-suvwy]))(?:[!-9;-~]|:(?=[!-~])| (?=[ !"$-~]))*$/i;
/** Lines that stand in a literal block as they are, the last with its end or without. */
const LINES = /^[!-~][\t\n -~]*[!-~]\n?$/;
/** JSON with texts in it, which stands in single quotes as it is. */
const JSON_TEXT = /^[[{](?=[^"]*")[ -&(-~]*$/;
/** A key that YAML may write otherwise by where it stands: as a line of its own, or for it could begin a document. */
const PLACED_KEY = /^[-.%]|^.{1000}/m;

/** Thrown where only a library for YAML knows how a document is written. */
const NOT_PLAIN = new Error('not plain data');

/** One document, as every library writes it, where it needs no quotes: it cannot be read otherwise than it was meant. */
export function plainYaml(document: unknown): string | undefined {
  return new YamlText(true).plain(document);
}

/**
 * Writes documents as `Yaml.stringify` of cdk8s does, in a fraction of the time: what is not surely plain is asked of it. Loops
 * stand here and not closures: what a loop calls thousands of times, V8 compiles in a fraction of the time.
 */
export class YamlText {
  private readonly keys = new Map<string, string>();
  private readonly texts = new Map<string, string>();

  /** @param isPlain whether all that is not surely plain is refused */
  public constructor(private readonly isPlain = false) {}

  /** One document. */
  public of(document: unknown): string {
    return this.plain(document) ?? Yaml.stringify(document);
  }

  /** One document, unless only a library for YAML knows how it is written. */
  public plain(document: unknown): string | undefined {
    try {
      return `${this.value(document, '', new Set())}\n`;
    } catch (error) {
      if (error !== NOT_PLAIN) throw error;
      return undefined;
    }
  }

  private value(value: unknown, indent: string, seen: Set<unknown>): string {
    if (typeof value === 'string') return this.text(value, indent);
    if (typeof value === 'boolean' || (Number.isFinite(value) && !Object.is(value, -0))) return String(value);
    // YAML writes an object that occurs twice as a reference to the first.
    if (typeof value !== 'object' || value === null || seen.has(value)) throw NOT_PLAIN;
    seen.add(value);
    const inner = `${indent}  `;
    let lines = '';
    if (Array.isArray(value)) {
      for (const item of value) {
        if (lines !== '') lines += `\n${indent}`;
        lines += `- ${this.value(item, inner, seen)}`;
      }
      return lines || '[]';
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) throw NOT_PLAIN;
    const keys = Object.keys(value);
    for (let index = 0; index < keys.length; index++) {
      const field = value[keys[index] as keyof typeof value];
      const written = this.value(field, inner, seen);
      const isBlock = typeof field === 'object' && written !== '[]' && written !== '{}';
      if (lines !== '') lines += `\n${indent}`;
      lines += `${this.keys.get(keys[index]) ?? this.key(keys[index])}:${isBlock ? `\n${inner}` : ' '}${written}`;
    }
    return lines || '{}';
  }

  private key(key: string): string {
    if (PLACED_KEY.test(key)) throw NOT_PLAIN;
    const written = PLAIN.test(key) ? key : this.ask(key, askedKey);
    this.keys.set(key, written);
    return written;
  }

  private text(text: string, indent: string): string {
    if (PLAIN.test(text)) return text;
    if (JSON_TEXT.test(text) && !this.isPlain) return `'${text}'`;
    if (LINES.test(text) && text.includes('\n') && !this.isPlain) return literalBlock(text, indent);
    const written = this.texts.get(text) ?? this.ask(text, askedText);
    this.texts.set(text, written);
    return written.replace(/\n(?!\n|$)/g, `\n${indent.slice(2)}`);
  }

  private ask(text: string, answer: (text: string) => string): string {
    if (this.isPlain) throw NOT_PLAIN;
    return answer(text);
  }
}

function literalBlock(text: string, indent: string): string {
  const lines = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `${lines === text ? '|-' : '|'}\n${indent}${lines.replace(/\n+/g, `$&${indent}`)}`;
}

function askedKey(key: string): string {
  const line = Yaml.stringify({ [key]: 0 });
  if (line.startsWith('?') || !line.endsWith(': 0\n')) throw NOT_PLAIN;
  return line.slice(0, -': 0\n'.length);
}

function askedText(text: string): string {
  return Yaml.stringify({ a: text }).slice('a: '.length, -1);
}
