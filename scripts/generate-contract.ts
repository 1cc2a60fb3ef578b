// Turns contract/*.json into src/contract/generated: message types (by openapi-typescript) and one operation table per
// API. `--check` writes nothing and fails when what is committed differs from what the documents say.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'
import type { OpenAPI3, OperationObject, ParameterObject, SchemaObject } from 'openapi-typescript'
import * as prettier from 'prettier'
import ts from 'typescript'
import { contractDocuments } from './contract-documents.ts'

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const
/** Our own extension of a path parameter: the resource names that it accepts. */
const RESOURCE_NAMES = 'x-resource-names'
const outputFolder = new URL('../src/contract/generated/', import.meta.url)

type Schemas = Record<string, SchemaObject>

/** Fastify ends a parameter name at a dot, so `{location.project_id}` is bound as `:location__project_id`. */
const routerName = (parameter: string) => parameter.replaceAll('.', '__')

const refName = (schema: unknown): string | undefined =>
  (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)

/** The names of all messages that a request body can contain, so that the server carries no other schema. */
function reachable(schemas: Schemas, root: string, found = new Set<string>()): Set<string> {
  if (found.has(root)) return found
  found.add(root)
  for (const match of JSON.stringify(schemas[root]).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    reachable(schemas, match[1]!, found)
  return found
}

/** A JSON.stringify replacer that leaves out the `x-…` extensions of a document. */
const withoutExtensions = (name: string, value: unknown) => (name.startsWith('x-') ? undefined : value)

type Kind = 'string' | 'integer' | 'boolean' | 'strings'

function parameterKind(parameter: ParameterObject): Kind {
  const schema = parameter.schema as { type?: string }
  if (schema.type === 'array') return 'strings'
  return schema.type === 'integer' || schema.type === 'boolean' ? schema.type : 'string'
}

/** The parameter that is a resource name, as the documents mark it (contract/PATCHES.md, number 2). */
function resourceNameOf(inPath: readonly ParameterObject[], operationId: string) {
  const marked = inPath.filter((parameter) => RESOURCE_NAMES in parameter)
  const unmarked = inPath.find(({ name }) => /resource_name/.test(name) && !marked.some((other) => other.name === name))
  if (unmarked || marked.length > 1)
    throw new Error(`${operationId}: mark the one path parameter that is a resource name with ${RESOURCE_NAMES}`)
  const [parameter] = marked as (ParameterObject & { readonly [RESOURCE_NAMES]: readonly string[] })[]
  return parameter && { parameter: parameter.name, patterns: parameter[RESOURCE_NAMES] }
}

function operationEntry(method: string, path: string, operation: OperationObject) {
  const parameters = (operation.parameters ?? []) as ParameterObject[]
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const resourceName = resourceNameOf(inPath, operation.operationId ?? '')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const requestBody = operation.requestBody as { content: Record<string, { schema: unknown }> } | undefined
  const body = requestBody ? (refName(requestBody.content['application/json']?.schema) ?? null) : null
  return {
    method: method.toUpperCase(),
    path,
    route: path.replace(/\{([^}]+)\}/g, (_, name: string) => `:${routerName(name)}`),
    params: inPath.map((parameter) => parameter.name),
    query: Object.fromEntries(inQuery.map((parameter) => [parameter.name, parameterKind(parameter)])),
    body,
    ...(resourceName ? { resourceName } : {}),
  }
}

async function generate(api: string): Promise<string> {
  const document = JSON.parse(await readFile(new URL(`../contract/${api}.json`, import.meta.url), 'utf8')) as OpenAPI3
  const schemas = (document.components?.schemas ?? {}) as Schemas
  const operations: Record<string, ReturnType<typeof operationEntry>> = {}
  const types: string[] = []
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const method of methods) {
      const operation = (item as Record<string, OperationObject | undefined>)[method]
      if (!operation?.operationId) continue
      const entry = operationEntry(method, path, operation)
      operations[operation.operationId] = entry
      const ok = operation.responses?.['200'] as { content?: Record<string, { schema: unknown }> } | undefined
      const message = refName(ok?.content?.['application/json']?.schema)
      // Lines of NDJSON have no message type.
      const isLines = ok?.content?.['application/x-ndjson'] !== undefined
      const streamed = refName(ok?.content?.['text/event-stream']?.schema)
      const response = streamed
        ? `EventStream<Schemas[${JSON.stringify(streamed)}]>`
        : message
          ? `Schemas[${JSON.stringify(message)}]`
          : isLines
            ? 'unknown'
            : 'Record<string, never>'
      const kinds = { string: 'string', integer: 'number', boolean: 'boolean', strings: 'readonly string[]' }
      const query = Object.entries(entry.query).map(([name, kind]) => `${JSON.stringify(name)}?: ${kinds[kind]}`)
      types.push(`  ${operation.operationId}: {
        params: { ${entry.params.map((name) => `${JSON.stringify(name)}: string`).join('; ')} }
        query: { ${query.join('; ')} }
        body: ${entry.body ? `Schemas[${JSON.stringify(entry.body)}]` : 'undefined'}
        response: ${response}
      }`)
    }
  const bodies = new Set<string>()
  for (const operation of Object.values(operations)) if (operation.body) reachable(schemas, operation.body, bodies)
  const ast = await openapiTS(document, {
    propertiesRequiredByDefault: true,
    transform: (schema) =>
      // An unset time is null on the wire, never "" (which reads as 1970 in Go).
      schema.format === 'date-time'
        ? ts.factory.createUnionTypeNode([
            ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
            ts.factory.createLiteralTypeNode(ts.factory.createNull()),
          ])
        : undefined,
  })
  const imported = types.some((text) => text.includes('EventStream<'))
    ? "import type { EventStream } from '../operation.ts'\n"
    : ''
  const source = `// Generated from contract/${api}.json by \`npm run generate\`. Never edited.
${imported}${astToString(ast)}
export type Schemas = components['schemas']

export interface Operations {
${types.join('\n')}
}

export const operations = ${JSON.stringify(operations)} as const

export const bodySchemas = ${JSON.stringify(Object.fromEntries([...bodies].sort().map((name) => [name, schemas[name]])), withoutExtensions)} as const
`
  // Only the messages are needed: the path types repeat the operation table.
  const trimmed = source
    .replace(/export interface paths \{[\s\S]*?\n\}\nexport type webhooks[^\n]*\n/, '')
    .replace(/\nexport interface operations \{[\s\S]*?\n\}\n/, '\n')
  return prettier.format(trimmed, { parser: 'typescript', printWidth: 120, semi: false, singleQuote: true })
}

const check = process.argv.includes('--check')
await mkdir(outputFolder, { recursive: true })
for (const api of contractDocuments) {
  const target = new URL(`${api}.ts`, outputFolder)
  const text = await generate(api)
  if (!check) await writeFile(target, text)
  else if (text !== (await readFile(target, 'utf8').catch(() => ''))) {
    console.error(`src/contract/generated/${api}.ts does not match contract/${api}.json: run \`npm run generate\``)
    process.exitCode = 1
  }
}
