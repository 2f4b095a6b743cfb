import ts from 'typescript';

/** A message that shows the value of an option. */
const SHOWN =
  /\[[A-Z]+(?:_[A-Z]+)+\] (.+?) is ("(?:[^"\\]|\\.)*"|an? [a-z]+(?: of (?:type )?\w+)?|[^\s;]+(?: \w+)*); expected /g;

/** What a text with messages says of options' values: each option with its path, and the value as it is shown. */
export function shownValues(text: string): ReadonlyArray<readonly [option: string, value: string]> {
  return [...text.matchAll(SHOWN)].map(([, option, value]) => [option, value]);
}

/**
 * Whether a value stands at an option in the text of a program: in what the last of the option's words that the program writes is
 * set to or called with. Names of constants stand for what they are set to.
 */
export function standsAt(program: string, option: string, value: string): boolean {
  const file = ts.createSourceFile('program.ts', program, ts.ScriptTarget.ES2022, true);
  const nodes = nodesBelow(file);
  const [, pointer] = / at "(\/.*)"$/.exec(option) ?? [];
  if (pointer !== undefined) return nodes.some((node) => isPatch(node, pointer) && holds(node, value, file));
  for (const word of (option.match(/[A-Za-z_][\w-]*/g) ?? []).reverse()) {
    const places = nodes.flatMap((node) => placesOf(node, word));
    if (places.length > 0) return places.some((place) => holds(place, value, file));
  }
  return false;
}

function nodesBelow(node: ts.Node): ts.Node[] {
  const nodes = [node];
  node.forEachChild((child) => void nodes.push(...nodesBelow(child)));
  return nodes;
}

function placesOf(node: ts.Node, word: string): ts.Node[] {
  if (ts.isPropertyAssignment(node) && nameOf(node.name) === word) return [node.initializer];
  if (ts.isShorthandPropertyAssignment(node) && node.name.text === word) return [node.name];
  if (ts.isNewExpression(node) && node.expression.getText() === word) return [...(node.arguments ?? [])];
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === word
  ) {
    return [...node.arguments];
  }
  return [];
}

/** Whether a node is a call with a JSON pointer, as that of a patch is. */
function isPatch(node: ts.Node, pointer: string): boolean {
  return ts.isCallExpression(node) && node.arguments.some((each) => ts.isStringLiteral(each) && each.text === pointer);
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** What is shown of other values says their kind alone. */
function holds(place: ts.Node, value: string, file: ts.SourceFile): boolean {
  if (/^(a|an) |^<redacted>$/.test(value)) return true;
  const wanted = value.startsWith('"') ? JSON.parse(value) : value.split(' ')[0];
  return wordsOf(place, file, new Set()).some((word) =>
    wanted.endsWith('…') ? word.startsWith(wanted.slice(0, -1)) : word === wanted,
  );
}

function wordsOf(place: ts.Node, file: ts.SourceFile, seen: Set<string>): string[] {
  return nodesBelow(place).flatMap((node) => {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
    if (ts.isPropertyAssignment(node)) return [nameOf(node.name)];
    if (!ts.isIdentifier(node) || seen.has(node.text)) return [node.getText()];
    seen.add(node.text);
    const declared = nodesBelow(file).filter(ts.isVariableDeclaration);
    const initializers = declared.flatMap(({ name, initializer }) =>
      name.getText() === node.text && initializer ? [initializer] : [],
    );
    return initializers.flatMap((initializer) => wordsOf(initializer, file, seen));
  });
}
