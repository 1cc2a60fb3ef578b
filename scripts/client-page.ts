// Makes docs/client.md: the preface beside this file, then the exports of `assay/client`, with their docstrings. `--check` writes nothing
// and fails when the page is out of date.
import { readFile } from 'node:fs/promises'
import ts from 'typescript'
import { makePage } from './made-page.ts'

const FOLDER = new URL('../src/client/', import.meta.url)
const PREFACE = new URL('client-preface.md', import.meta.url)

const parse = async (name: string): Promise<ts.SourceFile> =>
  ts.createSourceFile(name, await readFile(new URL(name, FOLDER), 'utf8'), ts.ScriptTarget.ESNext, true)

type Declared =
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ClassDeclaration
  | ts.VariableStatement

const isDeclared = (node: ts.Node): node is Declared =>
  ts.isFunctionDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isVariableStatement(node)

const nameOf = (node: Declared): string | undefined =>
  ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.name.getText() : node.name?.text

/** The declaration as it is written, without the body of a function. */
function signatureOf(node: Declared): string {
  const whole = node.getText()
  if (ts.isFunctionDeclaration(node)) return whole.slice(0, node.body!.getStart() - node.getStart()).trim()
  if (ts.isClassDeclaration(node)) {
    const fields = node.members.filter(ts.isPropertyDeclaration).map((field) => `  ${field.getText()}`)
    return `${whole.slice(0, whole.indexOf('{') + 1)}\n${fields.join('\n')}\n}`
  }
  if (!ts.isVariableStatement(node)) return whole
  const value = node.declarationList.declarations[0]?.initializer
  if (value === undefined || !ts.isArrowFunction(value)) return whole
  return whole.slice(0, value.equalsGreaterThanToken.getEnd() - node.getStart()).replace(/\s*=>$/, '')
}

function docstringOf(node: Declared): string {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1)
  const text = ts.getTextOfJSDocComment(doc?.comment)
  return text === undefined ? '' : `${text.replace(/\s*\n\s*/g, ' ')}\n\n`
}

const sections: string[] = []
for (const statement of (await parse('exports.ts')).statements) {
  if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !statement.exportClause) continue
  const module = (statement.moduleSpecifier as ts.StringLiteral).text
  const declared = (await parse(module)).statements.filter(isDeclared)
  for (const { name } of (statement.exportClause as ts.NamedExports).elements) {
    const found = declared.find((node) => nameOf(node) === name.text)
    if (found === undefined) throw new Error(`${module} declares no ${name.text}`)
    sections.push(`## \`${name.text}\`\n\n${docstringOf(found)}\`\`\`ts\n${signatureOf(found)}\n\`\`\`\n`)
  }
}

const mark = '<!-- Made by scripts/client-page.ts from scripts/client-preface.md and the code. Never edited. -->\n'
const page = mark + (await readFile(PREFACE, 'utf8')) + sections.join('\n')
await makePage({ name: 'client.md', text: page, from: 'the code', command: 'client' })
