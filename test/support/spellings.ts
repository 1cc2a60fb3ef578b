// Every address of an operation in the spellings that public clients have been seen to use: names raw or encoded,
// slashes doubled.
import assert from 'node:assert/strict'
import { type ContractOperation, contractOperations } from './contract.ts'

export interface Place {
  readonly organizationId: string
  readonly projectId: string
}

/** How the slashes of a resource name, or those of the path, are written. */
type Spelling = (path: string, name: string) => string

const lowerCase = (name: string) => name.replaceAll('/', '%2f')
/** Every second slash encoded, as scripts produce that escape each argument and join it to the rest. */
const mixed = (name: string) => name.replace(/\/([^/]*)\//g, '%2F$1/')

const spellings: Readonly<Record<string, Spelling>> = {
  'as the SDK encodes them': (path, name) => path.replace('{name}', encodeURIComponent(name)),
  raw: (path, name) => path.replace('{name}', name),
  'encoded in lower case': (path, name) => path.replace('{name}', lowerCase(name)),
  'encoded here and there': (path, name) => path.replace('{name}', mixed(name)),
  'with every letter encoded': (path, name) =>
    path.replace(
      '{name}',
      name.replace(/[^/]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    ),
  'after two slashes': (path, name) => `/${path.replace('{name}', name)}`,
  'with every slash doubled': (path, name) => path.replace('{name}', name).replaceAll('/', '//'),
  'with slashes in runs, encoded names': (path, name) =>
    path.replaceAll('/', '////').replace('{name}', encodeURIComponent(name)),
}

export const spellingNames = Object.keys(spellings)

/** Every path of the operation in one spelling: one for each pattern that its resource name may have. */
export function pathsOf(operation: string, spelling: string, place: Place): readonly string[] {
  const entry = contractOperations.get(operation) ?? assert.fail(`the contract has no ${operation}`)
  const spell = spellings[spelling] ?? assert.fail(`there is no spelling ${spelling}`)
  return namesOf(entry, place).map((name) => {
    const path = entry.path.replace(/\{([^}]+)\}/g, (_, parameter: string) =>
      parameter === entry.resourceName?.parameter ? '{name}' : valueOf(parameter, entry, place),
    )
    return spell(path, name)
  })
}

function namesOf({ resourceName }: ContractOperation, { organizationId, projectId }: Place): readonly string[] {
  if (!resourceName) return ['']
  return resourceName.patterns.map((pattern) =>
    pattern
      .replace(/\bproject\/\*/, `project/${projectId}`)
      .replace(/\borganization\/\*/, `organization/${organizationId}`)
      .replaceAll('*', 'some-name'),
  )
}

/** The project and the organization at their positions in the path, whatever the parameters are called; elsewhere some name. */
function valueOf(parameter: string, { path }: ContractOperation, { organizationId, projectId }: Place): string {
  if (path.includes(`/projects/{${parameter}}`)) return projectId
  return path.includes(`/organizations/{${parameter}}`) ? organizationId : 'some-name'
}
