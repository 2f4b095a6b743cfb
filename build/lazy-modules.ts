/**
 * Has the compiled library load each of its modules where it is first used and not with the file that names it, so that a program
 * loads what it uses. The compilers have no option for it.
 */
import * as ts from 'typescript';

/** A part of a text, and what takes its place. */
type Edit = readonly [of: ts.Node, text: string];

/**
 * The text of a module, as the compiler of TypeScript writes it for CommonJS, with lazy imports of the modules beside it.
 * Jest may forget modules between two tests: what is loaded afterwards would be another copy, so there all are loaded at once.
 */
export function withLazyModules(text: string): string {
  const file = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const imports = file.statements.filter(isImport);
  const names = new Set(imports.map(nameOf));
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && names.has(node.expression.text)) {
      const used = `${node.expression.text}().${node.name.text}`;
      const isMade = ts.isNewExpression(node.parent) && node.parent.expression === node;
      edits.push([node, isMade ? `(${used})` : used]);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  for (const statement of file.statements) {
    if (isImport(statement)) edits.push([statement, lazyImport(statement)]);
    else visit(statement);
  }
  const lazy = edits.reverse().reduce((made, [of, by]) => made.slice(0, of.getStart()) + by + made.slice(of.end), text);
  const eager =
    names.size === 0
      ? ''
      : `\nif (typeof jest !== "undefined") { ${[...names].map((name) => `${name}();`).join(' ')} }`;
  return lazy.replaceAll(DEFINED_EXPORT, 'defineProperty(exports, ($1)') + eager;
}

/**
 * How the compiler exports what another module exports. Where Node reads it, for programs in ES modules, it names no export whose
 * getter does more than read: in brackets it does not read it, and takes the names from `exports.X = void 0` before.
 */
const DEFINED_EXPORT = /defineProperty\(exports, ("\w+")(?=, \{ enumerable)/g;

/** `const x_1 = require("./x");`, which the compiler writes for an import whose values are used. */
function isImport(statement: ts.Statement): statement is ts.VariableStatement {
  return /^(?:const|var) \w+ = require\("\.[^"]*"\);$/.test(statement.getText());
}

function nameOf({ declarationList }: ts.VariableStatement): string {
  return declarationList.declarations[0].name.getText();
}

function lazyImport(statement: ts.VariableStatement): string {
  const name = nameOf(statement);
  const required = statement.declarationList.declarations[0].initializer?.getText();
  return `let $${name}; const ${name} = () => $${name} ??= ${required};`;
}
