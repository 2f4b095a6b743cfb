/** Attribute types that cert-manager knows by name. Source: `attributeTypeNames` of its pkg/util/pki. */
const NAMES = ['C', 'O', 'OU', 'CN', 'SERIALNUMBER', 'L', 'ST', 'STREET', 'DC', 'UID'];
const COMMON_NAME = ['CN', '2.5.4.3'];

/** The common name of a distinguished name in text, or what is wrong with it. Source: go-ldap, `ParseDN`. */
export function readSubject(text: string): { readonly commonName: string } | string {
  if (text.trim() === '') return { commonName: '' };
  let commonName = '';
  for (const pair of text.split(/(?<!(?:^|[^\\])(?:\\\\)*\\)[,+;]/)) {
    const separator = pair.indexOf('=');
    if (separator < 0) return `"${pair.trim()}" has no "="`;
    const type = pair.slice(0, separator).trim();
    if (type === '') return `"${pair.trim()}" has no type`;
    if (!NAMES.includes(type) && !/^\d+(\.\d+)*$/.test(type)) return `nobody knows the type "${type}"`;
    const value = unescaped(pair.slice(separator + 1).trim());
    if (value === undefined) return `"${pair.trim()}" ends in the middle of an escape, or escapes what needs none`;
    if (COMMON_NAME.includes(type)) commonName = value;
  }
  return { commonName };
}

/** Without its escapes: `\,` and its like, and octets in hexadecimal digits. */
function unescaped(value: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\(?![ "#+,;<=>\\]|[0-9a-fA-F]{2})/.test(value)) return undefined;
  return value.replace(/\\([0-9a-fA-F]{2}|.)/g, (_, escaped: string) =>
    escaped.length === 2 ? String.fromCharCode(Number.parseInt(escaped, 16)) : escaped,
  );
}
