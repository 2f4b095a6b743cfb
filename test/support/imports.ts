import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

/** One place where a source file names another module. */
export interface Import {
  /** As written: `./names`, `cdk8s`. */
  readonly specifier: string;
  readonly line: number;
  /** Erased by the compiler: it costs nothing at run time, though it still says what the file knows. */
  readonly typeOnly: boolean;
  /** Inside a function or an instance's property, so it is loaded when these run and not when the file is. */
  readonly lazy: boolean;
}

/** Every import of a source text: `import`, `export … from`, `import x = require()`, `require()`, `import()`, `import('…')` types. */
export function importsOf(text: string, fileName = 'source.ts'): Import[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const visit = (node: ts.Node, lazy: boolean): void => {
    const named = moduleNamed(node);
    if (named !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ specifier: named.specifier, typeOnly: named.typeOnly, line, lazy });
    }
    const inside = lazy || ts.isFunctionLike(node) || isInstanceProperty(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, false);
  return found;
}

/** Its initializer runs with the constructor; that of a static property runs with the file. */
function isInstanceProperty(node: ts.Node): boolean {
  const isStatic = (modifier: ts.ModifierLike) => modifier.kind === ts.SyntaxKind.StaticKeyword;
  return ts.isPropertyDeclaration(node) && !node.modifiers?.some(isStatic);
}

function moduleNamed(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    return text(node.moduleSpecifier, clause !== undefined && onlyTypes(clause));
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const names = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : undefined;
    return text(node.moduleSpecifier, node.isTypeOnly || (names?.every((name) => name.isTypeOnly) ?? false));
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return text(node.moduleReference.expression, node.isTypeOnly);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return text(node.argument.literal, true);
  }
  // `import x = require()` was matched above; here is the call itself, wherever it stands.
  if (ts.isCallExpression(node) && loads(node.expression)) {
    return text(node.arguments[0], false);
  }
  return undefined;
}

function onlyTypes(clause: ts.ImportClause): boolean {
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0
    ? named.elements.every((element) => element.isTypeOnly)
    : false;
}

function loads(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function text(node: ts.Node, typeOnly: boolean): { specifier: string; typeOnly: boolean } {
  // A computed module name cannot be checked, so it is not let through as if it were harmless.
  return { specifier: ts.isStringLiteralLike(node) ? node.text : '<computed>', typeOnly };
}

/** The source file that a relative import of `from` means, relative to the same root; undefined when there is none. */
export function resolveRelative(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const base = path.posix.join(path.posix.dirname(from), specifier);
  return [`${base}.ts`, path.posix.join(base, 'index.ts'), base].find((candidate) => files.has(candidate));
}

/** Path → text of the TypeScript files below `root`, by paths relative to it. */
export function readSources(root: string): Map<string, string> {
  const names = ts.sys.readDirectory(root, ['.ts']).sort();
  return new Map(names.map((name) => [path.posix.relative(root, name), readFileSync(name, 'utf8')]));
}
