// Generates the part of docs/events.md that lists all kinds of events, from the events that event-per-change.test.ts has seen.
import { type EventKind, eventKinds } from '../../../../src/domain/record/event/event-kinds.ts'
import type { Event } from '../../../../src/domain/record/event/event.ts'
import { snaked } from '../../../../src/http/wire/snaked.ts'
import { stable } from '../../../support/events-page.ts'

type Seen = Pick<Event, 'kind' | 'payload'>

const KINDS = Object.keys(eventKinds).sort() as EventKind[]

export function kindsPage() {
  const best = new Map<EventKind, Event['payload']>()
  return {
    /** Keeps, for each kind, the first of the most detailed events. */
    saw({ kind, payload }: Seen): void {
      const before = best.get(kind)
      if (before === undefined || weigh(payload) > weigh(before)) best.set(kind, payload)
    },
    unseen: () => KINDS.filter((kind) => !best.has(kind)),
    made: () =>
      [PREFACE, ...KINDS.map((kind) => `### ${kind}\n\n${sectionOf(kind, best.get(kind) ?? {})}`)].join('\n\n') + '\n',
  }
}

/** The number of values in it that are not empty strings. */
const weigh = (value: unknown): number => {
  if (typeof value !== 'object') return value === '' ? 0 : 1
  return Object.values(value ?? {}).reduce<number>((sum, member) => sum + weigh(member), 0)
}

function sectionOf(kind: EventKind, payload: Event['payload']): string {
  const { description } = eventKinds[kind]
  const details: unknown = JSON.parse(stable()(JSON.stringify(snaked(payload))))
  return `${description}.\n\n\`\`\`json\n${written(details)}\n\`\`\``
}

const WIDTH = 120

/** JSON with as much on each line as fits. */
function written(value: unknown, indent = ''): string {
  const flat = inOneLine(value)
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= WIDTH) return flat
  const inner = `${indent}  `
  const members = membersOf(value).map(([name, member]) => inner + name + written(member, inner))
  const [begin, end] = Array.isArray(value) ? '[]' : '{}'
  return `${begin}\n${members.join(',\n')}\n${indent}${end}`
}

function inOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = membersOf(value).map(([name, member]) => name + inOneLine(member))
  if (Array.isArray(value)) return `[${members.join(', ')}]`
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

const membersOf = (value: object): readonly (readonly [string, unknown])[] =>
  Array.isArray(value)
    ? value.map((member: unknown) => ['', member] as const)
    : Object.entries(value).map(([name, member]) => [`${JSON.stringify(name)}: `, member] as const)

const PREFACE = `## All kinds of events

The audit log and streams contain all of these. Each is shown with the \`details\` of its entry (\`AssayService_ListAuditEntries\`); every entry also has the
time, the actor, the client's address and the id of the request. \`previous\` is what was there before.

Streams ([streams.md](streams.md)) and \`POST /logs/2021-03-30/entries/query\` have the details in \`control_plane_event.metadata\`; there, the fields that
describe a bucket, a group or a project are inside that object. Activity (\`AssayService_ListEvents\`) and the stream of events (\`AssayService_StreamEvents\`)
have the events of one project, with names and without the other details.`
