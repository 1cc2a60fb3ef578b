// Calls of the stream port; see asked-of-ports.ts.
import type { StreamStore } from '../../src/domain/record/stream/stream-store.ts'
import { streamKinds } from '../../src/domain/record/stream/stream.ts'
import { aStream } from './arrange-streams.ts'
import { type Asked, down, pages, up } from './asked-pages.ts'
import { AT, known, SOON } from './years.ts'

const organization = { id: known.organization }
const stream = aStream(organization, { id: known.stream })
const ofProject = { ...stream, projectId: known.project }
const MANY = 200
const ledgers = (count: number) => Array.from({ length: count }, (_, index) => `project-${100001 + index}`)

export const askedOfStreams: {
  readonly [Method in keyof StreamStore]: Readonly<Record<string, Asked<StreamStore>>>
} = {
  insert: {
    'of all': (port) => port.insert(aStream(organization)),
    'of a project': (port) => port.insert(aStream(organization, { projectId: known.project })),
  },
  find: { one: (port) => port.find(known.stream) },
  list: pages((port, page) => port.list(known.organization, page), {
    'by name': [['name-100001', known.stream], up('name')],
  }),
  listOf: pages((port, page) => port.listOf(known.organization, 'api', page), {
    'by name': [['name-100001', known.stream], up('name')],
    'by age': [[AT, known.stream], down('createdAt')],
  }),
  count: { all: (port) => port.count(known.organization, 'api') },
  update: {
    one: (port) => port.update(stream, stream),
    'the secret as well': (port) => port.update(stream, { secret: 'old' }),
  },
  delete: { one: (port) => port.delete(known.stream) },
  wake: { one: (port) => port.wake(ledgers(1), SOON), many: (port) => port.wake(ledgers(MANY), SOON) },
  claim: { one: (port) => port.claim(streamKinds, SOON, '2027', '2028') },
  bringForward: { all: (port) => port.bringForward(AT, SOON) },
  nextAt: { one: (port) => port.nextAt(streamKinds) },
  keep: { one: (port) => port.keep({ stream, until: SOON }, SOON) },
  release: { one: (port) => port.release(known.stream, SOON) },
  listBehind: {
    all: (port) => port.listBehind(stream, '', 20),
    after: (port) => port.listBehind(stream, known.project, 20),
    'of a project': (port) => port.listBehind(ofProject, '', 20),
  },
  advance: {
    one: (port) => port.advance(known.stream, [{ ledger: known.project, position: 7 }], 0),
    many: (port) =>
      port.advance(
        known.stream,
        ledgers(MANY).map((ledger) => ({ ledger, position: 7 })),
        3,
      ),
  },
  lagOf: { all: (port) => port.lagOf(stream), 'of a project': (port) => port.lagOf(ofProject) },
  mark: { one: (port) => port.mark(known.stream, 'no', SOON) },
}
