// Finds sentences of the pages that no page uses any more: follows the imports of web/words/, through the names that a file gives to parts
// of them, to where they are used.
import ts from 'typescript'
import type { SourceFile } from './source-tree.ts'

/** The exported words by the name of the export. */
export type Words = Readonly<Record<string, unknown>>

interface Found {
  readonly holder: object
  readonly key: string
}

type Names = Map<string, readonly Found[]>

/** Returns paths such as `bucketWords.use.title`. Where only the browser knows the key, the whole object counts as used. */
export function unusedWords(all: Words, pages: readonly SourceFile[]): readonly string[] {
  const said = new Map<object, Set<string>>()
  const say = ({ holder, key }: Found): void => {
    const keys = said.get(holder) ?? new Set()
    said.set(holder, keys.add(key))
    const value = valueOf({ holder, key })
    if (isTree(value)) for (const each of Object.keys(value)) say({ holder: value, key: each })
  }
  for (const { path, text } of pages)
    sayAllOf(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX), all, say)
  return Object.keys(all).flatMap((name) => unsaidIn({ holder: all, key: name }, name, said))
}

function unsaidIn(found: Found, path: string, said: ReadonlyMap<object, ReadonlySet<string>>): readonly string[] {
  const value = valueOf(found)
  if (isTree(value))
    return Object.keys(value).flatMap((key) => unsaidIn({ holder: value, key }, `${path}.${key}`, said))
  return said.get(found.holder)?.has(found.key) ? [] : [path]
}

function sayAllOf(file: ts.SourceFile, all: Words, say: (found: Found) => void): void {
  const names: Names = new Map()
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return
    if (ts.isImportDeclaration(node)) takeImports(node, all, names)
    else if (ts.isVariableDeclaration(node) && node.initializer) takeNames(node, node.initializer, names, say, visit)
    else {
      const found = ts.isExpression(node) ? resolve(node, names) : []
      if (found.length > 0) found.forEach(say)
      else
        ts.forEachChild(node, (child) => {
          if (!isName(child)) visit(child)
        })
    }
  }
  visit(file)
}

/** Whether the node is the name of a property, a parameter or an attribute, which may coincide with a word's name without using it. */
function isName(node: ts.Node): boolean {
  const { parent } = node
  return 'name' in parent && parent.name === node
}

function takeImports({ importClause }: ts.ImportDeclaration, all: Words, names: Names): void {
  const bindings = importClause?.namedBindings
  if (bindings === undefined || !ts.isNamedImports(bindings)) return
  for (const { name, propertyName } of bindings.elements) {
    const key = (propertyName ?? name).text
    if (Object.hasOwn(all, key)) names.set(name.text, [{ holder: all, key }])
  }
}

/** Handles `const says = words.a` and `const { b } = words.a`. */
function takeNames(
  { name }: ts.VariableDeclaration,
  initializer: ts.Expression,
  names: Names,
  say: (found: Found) => void,
  visit: (node: ts.Node) => void,
): void {
  const found = resolve(initializer, names)
  if (found.length === 0 || ts.isArrayBindingPattern(name)) {
    visit(initializer)
    return
  }
  const give = (text: string, given: readonly Found[]): void => {
    names.set(text, given)
    given.filter((each) => !isTree(valueOf(each))).forEach(say)
  }
  if (ts.isIdentifier(name)) give(name.text, found)
  else
    for (const { name: local, propertyName, dotDotDotToken } of name.elements)
      if (dotDotDotToken) found.forEach(say)
      else if (ts.isIdentifier(local)) {
        const key = propertyName && ts.isIdentifier(propertyName) ? propertyName.text : local.text
        give(local.text, within(found, key))
      }
}

/** The words that an expression refers to; empty when it refers to none. */
function resolve(node: ts.Expression, names: Names): readonly Found[] {
  if (ts.isIdentifier(node)) return names.get(node.text) ?? []
  if (ts.isPropertyAccessExpression(node)) return within(resolve(node.expression, names), node.name.text)
  if (ts.isElementAccessExpression(node)) return resolve(node.expression, names)
  if (ts.isConditionalExpression(node)) {
    const [one, other] = [resolve(node.whenTrue, names), resolve(node.whenFalse, names)]
    return one.length > 0 && other.length > 0 ? [...one, ...other] : []
  }
  return []
}

const within = (found: readonly Found[], key: string): readonly Found[] =>
  found.flatMap((each) => {
    const value = valueOf(each)
    return isTree(value) && Object.hasOwn(value, key) ? [{ holder: value, key }] : []
  })

const valueOf = ({ holder, key }: Found): unknown => (holder as Words)[key]

const isTree = (value: unknown): value is Words => typeof value === 'object' && value !== null && !Array.isArray(value)
