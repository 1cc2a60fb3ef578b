// Calls of the ancestry port; see asked-of-ports.ts.
import type { AncestryStore, RelationQuery } from '../../src/domain/catalog/ancestry/ancestry-store.ts'
import type { AskedOfPorts } from './asked-of-ports.ts'
import { down, pages, up } from './asked-pages.ts'
import { AT, known } from './years.ts'

const relations: Readonly<Record<string, RelationQuery>> = {
  'up from a version': { childVersionId: known.version },
  'up from a bucket': { childBucketId: known.smallBucket },
  'down from a bucket': { parentBucketId: known.smallBucket },
  'down through a channel': { parentBucketId: known.smallBucket, channelId: known.channel },
  'both ways': { childBucketId: known.smallBucket, parentBucketId: known.smallBucket },
  'both ways from a version': { childVersionId: known.version, parentBucketId: known.smallBucket },
}

const bucketIds = (count: number) => Array.from({ length: count }, (_, index) => `bucket-${100001 + index}`)
const [few, many] = [bucketIds(3), bucketIds(400)]

export const askedOfAncestry: AskedOfPorts['ancestry'] = {
  record: { one: (port) => port.record(known.version) },
  list: Object.assign(
    {},
    ...Object.entries(relations).map(([name, query]) =>
      pages<AncestryStore, 'createdAt'>((port, page) => port.list(query, page), {
        [name]: [[AT, known.build], down('createdAt')],
      }),
    ),
  ) as AskedOfPorts['ancestry']['list'],
  countChildren: {
    few: (port) => port.countChildren(few),
    many: (port) => port.countChildren(many),
  },
  listNewest: {
    ...pages((port, page) => port.listNewest({ projectId: known.project, names: null }, page), {
      'in all': [['name-100007', 'bucket-100007'], up('childName')],
    }),
    ...pages((port, page) => port.listNewest({ projectId: known.project, names: ['name-100003'] }, page), {
      'in some': [['name-100001', 'bucket-100001'], up('childName')],
    }),
  },
  listParentEdges: {
    few: (port) => port.listParentEdges(few),
    many: (port) => port.listParentEdges(many),
  },
  listChildEdges: {
    few: (port) => port.listChildEdges(few),
    many: (port) => port.listChildEdges(many),
  },
}
