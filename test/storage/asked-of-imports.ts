// Calls of the ports of imports and SBOMs; see asked-of-ports.ts.
import { aBucket, aBuild, aChannel, anAssignment, anOrganization, anSbom, aProject, aVersion } from './arrange.ts'
import type { AskedOfPorts } from './asked-of-ports.ts'
import { known } from './years.ts'

const ids = (count: number) => Array.from({ length: count }, (_, number) => `version-${1000000 + number}`)
const bucket = aBucket(aProject(anOrganization()))
const channel = aChannel(bucket, { id: known.channel })
const version = aVersion(bucket, { id: known.version })

const build = aBuild(version, { id: known.build })

export const askedOfImports: Pick<AskedOfPorts, 'imports' | 'sboms'> = {
  imports: {
    listTaken: {
      one: (port) => port.listTaken('bucket', [known.bucket]),
      many: (port) => port.listTaken('version', ids(600)),
      artifacts: (port) => port.listTaken('artifact', ids(20)),
    },
    addHistory: {
      one: (port) => port.addHistory(known.channel, [anAssignment(channel, { version })]),
    },
  },
  sboms: {
    put: { one: (port) => port.put(anSbom(build), Buffer.from('{}')) },
    find: { one: (port) => port.find(known.build, 'sbom') },
    list: { all: (port) => port.list(known.build) },
    weigh: { one: (port) => port.weigh(known.sbom) },
    read: { one: (port) => port.read(known.sbom) },
  },
}
