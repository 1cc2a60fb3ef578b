// What an entry of the audit log changed, read from its details.
import { auditWords } from '../words/audit-words.ts'

/** A field of an entry before and after; null where the field did not exist. */
export interface Change {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface EntryDetails {
  readonly kind: string
  /** The details of the entry: an object whose `previous` has the values from before. */
  readonly details: unknown
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOf = (value: unknown): Fields => (isObject(value) ? value : {})

/** Fields that describe a change rather than a state. */
const OF_CHANGE: readonly string[] = [
  'previous',
  'updated_labels',
  'removed_labels',
  'new_labels',
  'previous_version',
  'granted',
  'withdrawn',
  'added',
  'removed',
]
/** The prefix of a field with a new value that the log does not contain, such as a token. */
const WITHOUT_VALUE = 'has_new_'
const CREATION = /\.(?:created|uploaded)$/
const DELETION = /\.deleted$/

/** What an entry changed, by the field names in its JSON. A creation or a deletion changes all fields. */
export function changesIn({ kind, details }: EntryDetails): readonly Change[] {
  const fields = objectOf(details)
  const changes = [
    ...(isObject(fields.previous) ? changesSince(kind, fields, fields.previous) : []),
    ...Object.keys(fields)
      .filter((name) => fields[name] === true && name.startsWith(WITHOUT_VALUE))
      .map(withoutValue),
    ...changesOfLabels(objectOf(fields.new_labels), [], {}),
    ...(kind === 'channel.assigned' ? compared({ version: fields.previous_version }, { version: fields.version }) : []),
    ...membersOf(fields.granted, 'after'),
    ...membersOf(fields.withdrawn, 'before'),
    ...membersOf(fields.added, 'after'),
    ...membersOf(fields.removed, 'before'),
  ]
  if (CREATION.test(kind)) return [...compared({}, restOf(fields)), ...changes]
  if (DELETION.test(kind)) return compared(restOf(fields), {})
  return changes
}

/** The other fields of an entry. */
export function factsIn(entry: EntryDetails): readonly (readonly [string, string])[] {
  const fields = objectOf(entry.details)
  if (CREATION.test(entry.kind) || DELETION.test(entry.kind)) return []
  const rest = entry.kind === 'channel.assigned' ? { channel: fields.channel, bucket: fields.bucket } : restOf(fields)
  return [...leavesOf(rest)]
}

const restOf = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name]) => !OF_CHANGE.includes(name) && !name.startsWith(WITHOUT_VALUE)),
  )

const withoutValue = (name: string): Change => ({
  field: name.slice(WITHOUT_VALUE.length),
  before: null,
  after: auditWords.ofEntry.notTold,
})

/** The fields in `previous` may belong to the subject of the kind, to the entry itself, or to an object in it. */
function changesSince(kind: string, fields: Fields, previous: Fields): readonly Change[] {
  const subject = (kind.split('.')[0] ?? '').replaceAll('-', '_')
  const places: readonly (readonly [string, Fields])[] = [
    [`${subject}.`, objectOf(fields[subject])],
    ['', fields],
    ...Object.entries(fields)
      .filter(([name]) => name !== 'previous')
      .map(([name, value]) => [`${name}.`, objectOf(value)] as const),
  ]
  return Object.entries(previous).flatMap(([name, before]) => {
    if (name === 'labels' && isObject(fields.updated_labels))
      return changesOfLabels(fields.updated_labels, textsOf(fields.removed_labels), objectOf(before))
    const [prefix, place] = places.find(([, there]) => Object.hasOwn(there, name)) ?? ['', {}]
    return compared({ [prefix + name]: before }, { [prefix + name]: place[name] })
  })
}

function changesOfLabels(updated: Fields, removed: readonly string[], before: Fields): readonly Change[] {
  const names = [...new Set([...Object.keys(updated), ...removed])]
  return names.flatMap((name) => compared({ [`labels.${name}`]: before[name] }, { [`labels.${name}`]: updated[name] }))
}

/** The principals that were granted or lost a role, or that joined or left a group. */
const membersOf = (members: unknown, side: 'before' | 'after'): readonly Change[] =>
  (Array.isArray(members) ? members : []).map((member: unknown): Change => {
    const { role, name, principal_id: id } = objectOf(member)
    const text = isObject(member) ? textOf(name === '' || name === undefined ? id : name) : textOf(member)
    const field = role === undefined ? 'member' : textOf(role)
    return { field, before: null, after: null, [side]: text }
  })

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : [])

function compared(before: Fields, after: Fields): readonly Change[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

/** All values in an object or array by their paths, without empty ones. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (value === null || value === undefined || value === '') return new Map()
  const members: readonly (readonly [string, unknown])[] = isObject(value)
    ? Object.entries(value)
    : Array.isArray(value) && value.some((item) => typeof item === 'object')
      ? value.map((item: unknown, index) => [String(index), item] as const)
      : []
  if (members.length > 0)
    return new Map(members.flatMap(([name, member]) => [...leavesOf(member, path === '' ? name : `${path}.${name}`)]))
  const text = textOf(value)
  return text === '' ? new Map() : new Map([[path, text]])
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  if (typeof value === 'object' || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
