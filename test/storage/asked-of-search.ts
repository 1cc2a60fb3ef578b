// Calls of the search port; see asked-of-ports.ts.
import type { SearchStore } from '../../src/domain/catalog/search/search-store.ts'
import type { AskedOfPorts } from './asked-of-ports.ts'
import { known } from './years.ts'

const all = { projectId: known.project, names: null }
const some = { projectId: known.project, names: [known.bucketName] }

export const askedOfSearch: AskedOfPorts['search'] = {
  bucketsBeginning: {
    'in all': (port) => port.bucketsBeginning(all, 'name-1', 50),
    'in some': (port) => port.bucketsBeginning(some, 'name-1', 50),
  },
  bucketsWith: {
    'in all': (port) => port.bucketsWith(all, 'team=a', ['team=a', ['team', 'a']], 50),
    'in some': (port) => port.bucketsWith(some, 'ame-', ['ame-'], 50),
  },
  versions: inBoth((port, scope) => port.versions(scope, 'fp-10001', 50)),
  artifacts: inBoth((port, scope) => port.artifacts(scope, known.externalIdentifier, 50)),
  commits: inBoth((port, scope) => port.commits(scope, 'c0ffee1', 50)),
}

function inBoth(ask: (port: SearchStore, scope: typeof all | typeof some) => Promise<unknown>) {
  return { 'in all': (port: SearchStore) => ask(port, all), 'in some': (port: SearchStore) => ask(port, some) }
}
