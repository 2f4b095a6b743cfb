import type * as spec from '@jsii/spec';
import * as ts from 'typescript';
import { type ApiMember, typesOf } from './assembly';

/** What the public surface does that a jsii library, or its readers, should not have to bear; empty when all is well. */
export function surfaceFindings(assembly: spec.Assembly, declarations: ReadonlyMap<string, string>): string[] {
  const documented = typesOf(assembly).flatMap(({ type, members }) => [
    ...(type.docs?.summary ? [] : [`${type.name} has no summary`]),
    ...members.flatMap((member) => memberFindings(type, member)),
  ]);
  return [...documented, ...declarationFindings(assembly, declarations)];
}

function memberFindings(type: spec.Type, member: ApiMember): string[] {
  const at = `${type.name}.${member.name}`;
  const found: string[] = [];
  // A constructor says the same for each class; what its options mean is said by the options.
  if (!member.docs.summary && member.name !== 'constructor') found.push(`${at} has no summary`);
  if (member.optional && isStruct(type) && !member.docs.default) found.push(`${at} is optional and has no @default`);
  // A question with parameters is no getter; those of a compiled policy are named as other providers name them.
  if (/^get[A-Z]/.test(member.name) && !/\(\w/.test(member.signature)) found.push(`${at} is named like a Java getter`);
  if (member.types.some(hasUnion)) found.push(`${at} has a union in its type`);
  return found;
}

function isStruct(type: spec.Type): boolean {
  return type.kind === 'interface' && (type as spec.InterfaceType).datatype === true;
}

function hasUnion(type: spec.TypeReference): boolean {
  if ('collection' in type) return hasUnion(type.collection.elementtype);
  return 'union' in type || 'intersection' in type;
}

/**
 * What the assembly cannot tell, because jsii drops it without a word: exported functions, constants and aliases,
 * and unions of literals, inline or by an alias, which become a plain string for the other languages.
 */
function declarationFindings(assembly: spec.Assembly, declarations: ReadonlyMap<string, string>): string[] {
  const program = ts.createProgram(['/index.d.ts'], { noLib: true, types: [] }, inMemory(declarations));
  const checker = program.getTypeChecker();
  const index = program.getSourceFile('/index.d.ts');
  const module = index && checker.getSymbolAtLocation(index);
  if (!module) return ['index.d.ts exports nothing'];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (assembly.types?.[`${assembly.name}.${exported.name}`] === undefined) {
      return [`${exported.name} is exported but is not in the assembly`];
    }
    return (symbol.declarations ?? []).flatMap((declaration) => narrowings(exported.name, declaration, checker));
  });
}

function narrowings(name: string, declaration: ts.Declaration, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isPrivate(node)) return;
    if (ts.isLiteralTypeNode(node) && ts.isUnionTypeNode(node.parent)) {
      found.push(`${name} says "${node.getText()}", a literal that other languages do not have`);
    }
    if (ts.isTypeReferenceNode(node)) {
      const symbol = checker.getSymbolAtLocation(node.typeName);
      const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      // A name of another package has no declaration here, and is that package's business.
      if (target?.declarations && target.flags & ts.SymbolFlags.TypeAlias) {
        found.push(`${name} says "${node.getText()}", an alias that other languages do not have`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

/** Members that jsii leaves out: private ones, and those marked `@internal`. */
function isPrivate(node: ts.Node): boolean {
  const internal = ts.getJSDocTags(node).some((tag) => tag.tagName.text === 'internal');
  return internal || (ts.canHaveModifiers(node) && hasPrivate(ts.getModifiers(node)));
}

function hasPrivate(modifiers: readonly ts.Modifier[] | undefined): boolean {
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.PrivateKeyword) ?? false;
}

/** A compiler host that sees our declarations and nothing else; what comes from other packages stays unresolved. */
function inMemory(declarations: ReadonlyMap<string, string>): ts.CompilerHost {
  const text = (name: string) => declarations.get(name.replace(/^\//, ''));
  return {
    fileExists: (name) => text(name) !== undefined,
    readFile: text,
    getSourceFile: (name, target) => {
      const found = text(name);
      return found === undefined ? undefined : ts.createSourceFile(name, found, target, true);
    },
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  };
}
