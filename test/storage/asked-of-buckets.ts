// Calls of the bucket port; see asked-of-ports.ts.
import type { BucketSearch } from '../../src/domain/catalog/bucket/bucket-store.ts'
import type { Ports } from '../../src/domain/store.ts'
import { aBucket, anOrganization, aProject } from './arrange.ts'
import type { AskedOfPorts } from './asked-of-ports.ts'
import { down, pages, up } from './asked-pages.ts'
import { AT, known, SOON } from './years.ts'

const project = aProject(anOrganization({ id: known.organization }), { id: known.project })
const bucket = aBucket(project, { id: known.bucket, name: known.bucketName })
const FEW = 3
/** More than a batch of any kind. */
const MANY_BUCKETS = 400
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `name-${100001 + index}`)
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `bucket-${100001 + index}`)

const anyBucket: BucketSearch = {
  projectId: known.project,
  names: null,
  text: '',
  labels: [],
  platforms: [],
  conditions: [],
  restrictedIn: null,
  now: SOON,
}
const searches: Readonly<Record<string, BucketSearch>> = {
  'all of them': anyBucket,
  'of some': { ...anyBucket, names: ['name-100003'], restrictedIn: ['name-100003'] },
  'by a text and labels': { ...anyBucket, text: '7', labels: [{ name: 'os', value: null }] },
  'by platforms': { ...anyBucket, platforms: ['aws', 'azure'] },
  'by how channels stand': { ...anyBucket, conditions: ['revoked-channel', 'scheduled-channel'], restrictedIn: [] },
  'by how versions stand': { ...anyBucket, conditions: ['out-of-date', 'no-version'] },
}
const ofSearches = <Value>(value: (search: BucketSearch) => Value) =>
  Object.fromEntries(Object.entries(searches).map(([name, search]) => [name, value(search)]))

export const askedOfBuckets: Pick<AskedOfPorts, 'buckets'> = {
  buckets: {
    insert: { one: (port) => port.insert(aBucket(project)) },
    find: { one: (port) => port.find(known.project, known.bucketName) },
    lock: { one: (port) => port.lock(known.project, known.bucketName) },
    list: {
      ...pages((port, page) => port.list({ projectId: known.project, names: null }, page), {
        'by name': [['name-100007', 'bucket-100007'], up('name')],
        'by age': [[AT, 'bucket-100007'], down('createdAt')],
        'by change': [[AT, 'bucket-100007'], down('updatedAt')],
      }),
      ...pages((port, page) => port.list({ projectId: known.project, names: ['name-100003'] }, page), {
        'of some': [['name-100007', 'bucket-100007'], up('name')],
      }),
    },
    search: {
      ...ofSearches(
        (search) => (port: Ports['buckets']) => port.search(search, { size: 20, order: [up('name')], edge: null }),
      ),
      ...pages((port, page) => port.search({ ...anyBucket, text: 'name' }, page), {
        'by name': [['name-100007', 'bucket-100007'], up('name')],
        'by age': [[AT, 'bucket-100007'], down('createdAt')],
        'by change': [[AT, 'bucket-100007'], down('updatedAt')],
        'by newest version': [[AT, 'bucket-100007'], down('newestAt')],
      }),
    },
    survey: ofSearches((search) => (port: Ports['buckets']) => port.survey(search)),
    findMany: { few: (port) => port.findMany(idsOf(FEW)), many: (port) => port.findMany(idsOf(MANY_BUCKETS)) },
    findIds: {
      few: (port) => port.findIds(known.project, namesOf(FEW)),
      many: (port) => port.findIds(known.project, namesOf(MANY_BUCKETS)),
    },
    update: { one: (port) => port.update(bucket) },
    delete: { one: (port) => port.delete(known.smallBucket, SOON) },
    deleteAll: { all: (port) => port.deleteAll(known.otherProject, SOON) },
    purge: { piece: (port) => port.purge() },
  },
}
