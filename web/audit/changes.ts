// What an entry of the audit log changed, read from what it tells.
import { auditWords } from '../words/audit-words.ts'

/** A field of an entry before and after; null where it was not there. */
export interface Change {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

export interface ToldEntry {
  readonly kind: string
  /** As the entry has it: an object, of which `previous` is how something was before. */
  readonly details: unknown
}

type Told = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Told => typeof value === 'object' && value !== null && !Array.isArray(value)
const objectOf = (value: unknown): Told => (isObject(value) ? value : {})

/** What tells of a change, rather than of how something is. */
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
/** That something has changed which is not told itself, as a token. */
const UNTOLD = 'has_new_'
const CREATION = /\.(?:created|uploaded)$/
const DELETION = /\.deleted$/

/** What an entry changed, by fields as its JSON has them; of what was made or deleted, all of it. */
export function changesIn({ kind, details }: ToldEntry): readonly Change[] {
  const told = objectOf(details)
  const changes = [
    ...(isObject(told.previous) ? changesSince(kind, told, told.previous) : []),
    ...Object.keys(told)
      .filter((name) => told[name] === true && name.startsWith(UNTOLD))
      .map(untold),
    ...changesOfLabels(objectOf(told.new_labels), [], {}),
    ...(kind === 'channel.assigned' ? compared({ version: told.previous_version }, { version: told.version }) : []),
    ...membersOf(told.granted, 'after'),
    ...membersOf(told.withdrawn, 'before'),
    ...membersOf(told.added, 'after'),
    ...membersOf(told.removed, 'before'),
  ]
  if (CREATION.test(kind)) return [...compared({}, restOf(told)), ...changes]
  if (DELETION.test(kind)) return compared(restOf(told), {})
  return changes
}

/** All else that an entry tells, by fields. */
export function factsIn(entry: ToldEntry): readonly (readonly [string, string])[] {
  const told = objectOf(entry.details)
  if (CREATION.test(entry.kind) || DELETION.test(entry.kind)) return []
  const rest = entry.kind === 'channel.assigned' ? { channel: told.channel, bucket: told.bucket } : restOf(told)
  return [...leavesOf(rest)]
}

const restOf = (told: Told): Told =>
  Object.fromEntries(Object.entries(told).filter(([name]) => !OF_CHANGE.includes(name) && !name.startsWith(UNTOLD)))

const untold = (name: string): Change => ({
  field: name.slice(UNTOLD.length),
  before: null,
  after: auditWords.ofEntry.notTold,
})

/** What was so before is told without saying of what: of the subject of the kind, of the entry, or of what else is in it. */
function changesSince(kind: string, told: Told, previous: Told): readonly Change[] {
  const subject = (kind.split('.')[0] ?? '').replaceAll('-', '_')
  const places: readonly (readonly [string, Told])[] = [
    [`${subject}.`, objectOf(told[subject])],
    ['', told],
    ...Object.entries(told)
      .filter(([name]) => name !== 'previous')
      .map(([name, value]) => [`${name}.`, objectOf(value)] as const),
  ]
  return Object.entries(previous).flatMap(([name, before]) => {
    if (name === 'labels' && isObject(told.updated_labels))
      return changesOfLabels(told.updated_labels, textsOf(told.removed_labels), objectOf(before))
    const [prefix, place] = places.find(([, there]) => Object.hasOwn(there, name)) ?? ['', {}]
    return compared({ [prefix + name]: before }, { [prefix + name]: place[name] })
  })
}

function changesOfLabels(updated: Told, removed: readonly string[], before: Told): readonly Change[] {
  const names = [...new Set([...Object.keys(updated), ...removed])]
  return names.flatMap((name) => compared({ [`labels.${name}`]: before[name] }, { [`labels.${name}`]: updated[name] }))
}

/** Who got or lost a role, or came into a group or left it. */
const membersOf = (members: unknown, side: 'before' | 'after'): readonly Change[] =>
  (Array.isArray(members) ? members : []).map((member: unknown): Change => {
    const { role, name, principal_id: id } = objectOf(member)
    const text = isObject(member) ? textOf(name === '' || name === undefined ? id : name) : textOf(member)
    const field = role === undefined ? 'member' : textOf(role)
    return { field, before: null, after: null, [side]: text }
  })

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : [])

function compared(before: Told, after: Told): readonly Change[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

/** What is said, by the path to it. What is empty says nothing. */
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
