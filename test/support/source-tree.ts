// The project's own files as the architecture test reads them: their text, and what a TypeScript file imports and names
// outside of comments, each with its line.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export interface SourceFile {
  /** Relative to the project's root, with slashes. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

/** A piece of a file and where it begins. */
export interface Place {
  readonly text: string
  readonly line: number
}

/** The parts of a TypeScript file that matter to the compiler. */
export interface Code {
  /** Imported modules, type-only imports and re-exports included. */
  readonly imports: readonly Place[]
  /** Names and the text of strings: everything that has a meaning, and no comment. */
  readonly words: readonly Place[]
  /** Methods of object literals by name; handlers are written as these. */
  readonly methods: readonly Place[]
  /** `a.b` and `a['b']`, as `a.b`. */
  readonly accesses: readonly Place[]
  /** Exported functions, by name. */
  readonly functions: readonly ExportedFunction[]
}

export interface ExportedFunction extends Place {
  /** As they are written: `Context`. */
  readonly parameterTypes: readonly string[]
  /** The statements of the body, as they are written. */
  readonly statements: readonly string[]
}

const FOLDERS = ['src', 'web', 'test', 'scripts', 'bench', 'docs', '.ci']
const ROOT_FILES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'contract/PATCHES.md']
const TEXT = /(?:\.(?:ts|tsx|md|go|mod|sh|hcl|tf|json)|\/run)$/
const NOT_OURS = /(?:^|\/)(?:node_modules|dist)\//

export const isTypeScript = ({ path }: SourceFile): boolean => /\.tsx?$/.test(path)
export const isGenerated = ({ path }: SourceFile): boolean => path.includes('/generated/')
export const isCode = (file: SourceFile): boolean => isTypeScript(file) && !isGenerated(file)
export const isUnder =
  (folder: string) =>
  ({ path }: SourceFile): boolean =>
    path.startsWith(`${folder}/`)
export const isOwn = (file: SourceFile): boolean => isCode(file) && isUnder('src')(file)

export const sourceFile = (path: string, text: string): SourceFile => ({ path, text, lines: text.split('\n') })

/** Every text file of the project that people write or read. Generated files are recognized by their folder's name. */
export function readTree(root: URL): readonly SourceFile[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.pathname.length)),
  )
  return [...inFolders, ...ROOT_FILES]
    .filter((path) => TEXT.test(path) && !NOT_OURS.test(path))
    .sort()
    .map((path) => sourceFile(path, readFileSync(new URL(path, root), 'utf8')))
}

const read = new WeakMap<SourceFile, Code>()

/** Parsed once for all rules. */
export function codeOf(file: SourceFile): Code {
  const known = read.get(file)
  if (known) return known
  const code = parse(file)
  read.set(file, code)
  return code
}

function parse({ path, text }: SourceFile): Code {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false)
  const imports: Place[] = []
  const words: Place[] = []
  const methods: Place[] = []
  const accesses: Place[] = []
  const functions: ExportedFunction[] = []
  const place = (node: ts.Node, said: string): Place => ({
    text: said,
    line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
  })

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || isTemplatePart(node))
      words.push(place(node, node.text))
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      imports.push(place(node, (node.moduleSpecifier as ts.StringLiteral).text))
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [module] = node.arguments
      if (module && ts.isStringLiteralLike(module)) imports.push(place(node, module.text))
    }
    if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name)) methods.push(place(node, node.name.text))
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
      accesses.push(place(node, `${node.expression.text}.${node.name.text}`))
    if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression))
      if (ts.isStringLiteralLike(node.argumentExpression))
        accesses.push(place(node, `${node.expression.text}.${node.argumentExpression.text}`))
    if (ts.isFunctionDeclaration(node) && node.name && node.body && isExported(node))
      functions.push({
        ...place(node, node.name.text),
        parameterTypes: node.parameters.map(({ type }) => type?.getText(source) ?? ''),
        statements: node.body.statements.map((statement) => statement.getText(source)),
      })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { imports, words, methods, accesses, functions }
}

const isExported = ({ modifiers }: ts.FunctionDeclaration) =>
  modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true

const isTemplatePart = (node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
