// Validates bodies against schemas. Compiling the schemas, and loading the compiler, takes a test longer than all its responses, so a whole
// run does it once and stores the result in a file for each document.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type standalone from 'ajv/dist/standalone/index.js'
import { replaceFile } from '../../src/machine/write-file.ts'
import { contractDocument, lastOf } from './contract-document.ts'
import { type ContractDocument, contractDocuments } from '../../scripts/contract-documents.ts'
import { answerOf, hardenedSchemas, VALIDATORS } from './contract-schemas.ts'
import type { Validator } from './contract.ts'

// Inside node_modules, because the compiled code imports packages.
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/assay/validators', import.meta.url))
const READABLE = 0o644

// A single test checks that the documents are valid schemas, so that other readers need not.
function validatorsOf(name: ContractDocument) {
  const options = { strict: false, allErrors: true, validateSchema: false, code: { source: true } }
  return addFormats.default(new Ajv2020(options)).addSchema({ $id: name, $defs: hardenedSchemas(name) })
}

const referenceTo = (name: ContractDocument, schema: string) => `${name}#/$defs/${schema}`

/** For use outside of a run (a single file, by hand): validators by schema name, each compiled on demand. */
export function ownValidators(name: ContractDocument): (schema: string) => Validator {
  const ajv = validatorsOf(name)
  return (schema) => (ajv.getSchema(referenceTo(name, schema)) ?? assert.fail(`${name} has no ${schema}`)) as Validator
}

/** Compiles all schemas for a whole run. Called before its test processes start, which inherit the folder's path. */
export async function shareValidators(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const { default: codeOf } = createRequire(import.meta.url)('ajv/dist/standalone') as {
    default: typeof standalone.default
  }
  for (const name of contractDocuments) {
    const schemas = contractDocument(name).operations.flatMap(({ operation }) =>
      [200, 500].flatMap((status) => answerOf(operation, status)?.$ref ?? []).map(lastOf),
    )
    const exported = Object.fromEntries(schemas.map((schema) => [schema, referenceTo(name, schema)]))
    await replaceFile(join(FOLDER, `${name}.cjs`), codeOf(validatorsOf(name), exported), READABLE)
  }
  process.env[VALIDATORS] = FOLDER
}

/** Complaints about the stricter documents as schemas; empty when they are valid. */
export const schemaComplaints = (): readonly string[] =>
  contractDocuments.flatMap((name) => {
    const ajv = validatorsOf(name)
    const { schema } = ajv.schemas[name] ?? assert.fail(`${name} was not read`)
    return ajv.validateSchema(schema) === true ? [] : [`${name}: ${ajv.errorsText()}`]
  })
